"""The parts of a gathering: its sessions, and the dates of a series that differ from its rule."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from events.clock import from_the_wall
from events.models import (
    EventPageChangedDate,
    EventPageMaterial,
    EventPageQuestion,
    EventPageSeatShare,
    EventPageSession,
    Room,
    Speaker,
    Venue,
)
from stakeholders.models import Term

from . import days, texts, tree
from .organisations import organisations_of
from .tree import Says, key_of
from .vocabularies import terms_of


def fill_parts(page: Any, code: str, says: Says, first: date) -> None:
    """Lay the parts on a page, with what it says of them; `first` is the event's first day."""
    facts = texts.facts()["events"][code]
    page.sessions = [
        _session(page, code, session, _words_of(says, "sessions", session), first=first)
        for session in facts.get("sessions", ())
    ]
    page.changed_dates = [
        _changed_date(page, code, change, _words_of(says, "changed_dates", change), first=first)
        for change in facts.get("changed_dates", ())
    ]
    page.seat_shares = [_seat_share(page, code, share) for share in facts.get("seat_shares", ())]
    page.questions = [
        _question(page, code, question, _words_of(says, "questions", question))
        for question in facts.get("questions", ())
    ]
    page.materials = [
        _material(page, code, material, _words_of(says, "materials", material))
        for material in facts.get("materials", ())
    ]


def room_of(venue: str | None, code: str | None) -> Room | None:
    return Room.objects.filter(venue__code=venue, code=code).first()


def venue_of(code: str | None) -> Venue | None:
    return Venue.objects.filter(code=code).first()


def _words_of(says: Says, part: str, facts: dict[str, Any]) -> Says:
    """What a page says of a part; a date of which there is nothing to say has no words."""
    return next((said for said in says.get(part, ()) if said["key"] == facts["key"]), {})


def _session(
    page: Any, code: str, session: dict[str, Any], words: Says, *, first: date
) -> EventPageSession:
    event = texts.facts()["events"][code]
    key = key_of(f"events/{code}", session["key"])
    begin, end = days.session_begin_and_end(session, event, first)
    tracks = terms_of(Term.Vocabulary.TRACK, [session["track"]]) if "track" in session else []
    found: EventPageSession = tree.keep(
        page.sessions,
        EventPageSession,
        key,
        translation_key=key,
        locale_id=page.locale_id,
        title=words["title"],
        summary=words["summary"],
        kind=session["kind"],
        starts_at=begin,
        ends_at=end,
        room=room_of(event.get("venue"), session.get("room")),
        track=next(iter(tracks), None),
        mode=session.get("mode", ""),
        join_url=session.get("join_url", ""),
        capacity=session.get("capacity"),
        speakers=_speakers_of(session.get("speakers", [])),
    )
    return found


def _seat_share(page: Any, code: str, share: dict[str, Any]) -> EventPageSeatShare:
    key = key_of(f"events/{code}", f"share-{share['sector']}")
    found: EventPageSeatShare = tree.keep(
        page.seat_shares,
        EventPageSeatShare,
        key,
        translation_key=key,
        locale_id=page.locale_id,
        sector=terms_of(Term.Vocabulary.SECTOR, [share["sector"]])[0],
        seats=share["seats"],
        held_back=share.get("held_back", 0),
    )
    return found


def _speakers_of(codes: list[str]) -> list[Speaker]:
    """Organisations that speak; the demo invents no person."""
    rows = [
        Speaker.objects.get_or_create(organisation=organisation, name="")[0].pk
        for organisation in (organisations_of(codes) if codes else ())
    ]
    return list(Speaker.objects.filter(pk__in=rows)) if rows else []


def _changed_date(
    page: Any, code: str, change: dict[str, Any], words: Says, *, first: date
) -> EventPageChangedDate:
    event = texts.facts()["events"][code]
    key = key_of(f"events/{code}", change["key"])
    day = days.date_of_series(event, first, change["date"])
    other = day + timedelta(days=change.get("days_later", 0))
    is_extra = change["kind"] == "extra"
    found: EventPageChangedDate = tree.keep(
        page.changed_dates,
        EventPageChangedDate,
        key,
        translation_key=key,
        locale_id=page.locale_id,
        title=words.get("title", ""),
        note=words.get("note", ""),
        kind=change["kind"],
        on=other if is_extra else day,
        starts_at=_begin(event, change, other) if other != day else None,
        venue=venue_of(change.get("venue")),
        room=room_of(change.get("venue", event.get("venue")), change.get("room")),
        capacity=change.get("capacity"),
    )
    return found


def _begin(event: dict[str, Any], change: dict[str, Any], day: date) -> datetime:
    clock = datetime.fromisoformat(f"{day}T{change.get('time', event['time'])}")
    return from_the_wall(clock, ZoneInfo(event["time_zone"]))


def _question(page: Any, code: str, question: dict[str, Any], words: Says) -> EventPageQuestion:
    """A ready-made question has no words here: it brings its own."""
    path = f"events/{code}"
    key = key_of(path, question["key"])
    named, sign, answer = question.get("only_if", "").partition("/")
    labels = words.get("choices", {})
    ids = {one: str(key_of(path, f"{question['key']}/{one}")) for one in labels}
    if answer:
        answer = str(key_of(path, f"{named}/{answer}"))
    found: EventPageQuestion = tree.keep(
        page.questions,
        EventPageQuestion,
        key,
        translation_key=key,
        locale_id=page.locale_id,
        label=words.get("label", ""),
        purpose=words.get("purpose", ""),
        choices=[
            {"type": "choice", "id": ids[one], "value": labels[one]}
            for one in question.get("choices", ())
        ],
        kind=question["kind"],
        is_required=question.get("required", False),
        only_if=f"{key_of(path, named)}{sign}{answer}" if named else "",
        forget_after_days=question.get("forget_after_days"),
    )
    return found


def _material(page: Any, code: str, material: dict[str, Any], words: Says) -> EventPageMaterial:
    key = key_of(f"events/{code}", material["key"])
    found: EventPageMaterial = tree.keep(
        page.materials,
        EventPageMaterial,
        key,
        translation_key=key,
        locale_id=page.locale_id,
        title=words["title"],
        kind=material["kind"],
        address=material["address"],
        language=material["language"],
    )
    return found
