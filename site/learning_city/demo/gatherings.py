"""The events and calls of the demo: their facts once, their words in each language."""

from datetime import date, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from wagtail.blocks import StreamValue

from events.clock import on_the_wall
from events.models import CallPage, EventPage, EventPageSession, Room, Venue
from stakeholders.models import Term

from . import days, pictures, texts, tree
from .frame import shared_text
from .markdown import html
from .organisations import organisations_of
from .streams import Block, block
from .tree import Says, key_of
from .vocabularies import terms_of, topics_of


def load_events() -> None:
    for code in texts.facts()["events"]:
        tree.put_all(EventPage, f"events/{code}", partial(_fill_event, code))


def load_calls() -> None:
    for code in texts.facts()["calls"]:
        tree.put_all(CallPage, f"events/{code}", partial(_fill_call, code))


def today() -> date:
    return timezone.localdate(timezone=ZoneInfo(texts.facts()["time_zone"]))


def _fill_event(code: str, page: Any, says: Says, language: str) -> None:
    facts = texts.facts()["events"][code]
    page.summary, page.place_note = says["summary"], says.get("place_note", "")
    page.status_note = says.get("cancellation_reason", "")
    page.body = _body(page, says, code, language)
    first = _first_day(page, code, facts)
    if language == texts.HOME_LANGUAGE:
        _fill_event_facts(page, facts, first)
    page.sessions = [
        _session(page, code, session, _words_of(says, session), first=first)
        for session in facts.get("sessions", ())
    ]


def _first_day(page: Any, code: str, facts: dict[str, Any]) -> date:
    """A gathering stays where it is, or it would move under those who are registered for it."""
    known = page.starts_at or getattr(
        tree.find(f"events/{code}", texts.HOME_LANGUAGE), "starts_at", None
    )
    if known is None:
        return days.first_day(facts, today())
    return on_the_wall(known, ZoneInfo(facts["time_zone"])).date()


def _body(page: Any, says: Says, code: str, language: str) -> StreamValue:
    path = f"events/{code}"
    blocks = [
        *_picture(path, texts.facts()["events"].get(code, {}).get("picture"), language),
        block("text", html(says["body"]), path, "body"),
    ]
    about = shared_text(says["snippet"], language) if "snippet" in says else None
    if about is not None:
        blocks.append(block("about", {"text": about.pk}, path, "about"))
    return StreamValue(page.body.stream_block, blocks, is_lazy=True)


def _picture(path: str, name: str | None, language: str) -> list[Block]:
    found = pictures.picture(name) if name else None
    if name is None or found is None:
        return []
    alt = pictures.alt(name, language)
    value = {"image": found.pk, "alt_text": alt, "decorative": not alt}
    return [block("picture", value, path, "picture")]


def _fill_event_facts(page: Any, facts: dict[str, Any], first: date) -> None:
    page.starts_at, page.ends_at = days.begin_and_end(facts, first)
    page.is_all_day = facts["all_day"]
    page.time_zone = facts["time_zone"]
    page.recurrence = facts.get("rrule", "")
    page.status, page.mode = facts["status"], facts["mode"]
    page.venue = Venue.objects.filter(code=facts.get("venue")).first()
    page.room = _room(facts, facts.get("room"))
    page.join_url = facts.get("join_url", "")
    page.spoken_languages = " ".join(facts.get("languages", ()))
    page.is_registration_needed = facts["sign_up"]
    page.capacity = facts.get("capacity")
    page.is_sample = facts["is_sample"]
    page.hosts = organisations_of(facts["hosts"])
    page.sectors = terms_of(Term.Vocabulary.SECTOR, facts["sectors"])
    page.topics = topics_of(facts["topics"])


def _room(facts: dict[str, Any], code: str | None) -> Room | None:
    return Room.objects.filter(venue__code=facts.get("venue"), code=code).first()


def _session(
    page: Any, code: str, session: dict[str, Any], words: Says, *, first: date
) -> EventPageSession:
    event = texts.facts()["events"][code]
    key = key_of(f"events/{code}", session["key"])
    begin, end = days.session_begin_and_end(session, event, first)
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
        room=_room(event, session.get("room")),
        capacity=session.get("capacity"),
    )
    return found


def _words_of(says: Says, session: dict[str, Any]) -> Says:
    words: Says = next(said for said in says["sessions"] if said["key"] == session["key"])
    return words


def _fill_call(code: str, page: Any, says: Says, language: str) -> None:
    facts = texts.facts()["calls"][code]
    page.summary, page.link_text = says["summary"], says.get("link_text", "")
    page.body = _body(page, says, code, language)
    if language != texts.HOME_LANGUAGE:
        return
    page.closes_on = facts.get("closes_on") or page.closes_on
    if page.closes_on is None:
        page.closes_on = today() + timedelta(days=facts["closes_in_days"])
    page.time_zone = facts["time_zone"]
    page.apply_url = facts.get("url", "")
    page.is_sample = facts["is_sample"]
    page.hosts = organisations_of(facts["hosts"])
    page.topics = topics_of(facts["topics"])
