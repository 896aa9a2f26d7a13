"""What changes in the lists of an event is said before it goes live, member by member."""

from typing import Any

import pytest

from events.impact_words import facts_lines, language_names
from events.models import (
    EventPage,
    EventPageQuestion,
    EventPageSeatShare,
    EventPageSession,
)
from events.rehearsal import Promise, promised

from . import making
from .stage import at, event_page, fresh, room, translated, venue

pytestmark = pytest.mark.django_db


def promise_of(page: EventPage) -> Promise:
    page.save_revision()
    return promised(fresh(page).get_latest_revision().as_object())


def lines_of(page: EventPage) -> dict[str, tuple[str, str]]:
    return {what: (old, new) for what, old, new in facts_lines(promise_of(page))}


def session(title: str, **facts: Any) -> EventPageSession:
    hours = {"starts_at": at("2027-02-03 20:00"), "ends_at": at("2027-02-03 21:00")}
    return EventPageSession(title=title, **hours | facts)


def test_questions_and_shares_say_what_changes() -> None:
    question = EventPageQuestion(kind="text", label="Your school?", purpose="To know")
    share = EventPageSeatShare(sector=making.sector(), seats=20)
    page = event_page(questions=[question], seat_shares=[share])

    page.questions.get().is_required = True
    asked = page.questions.get()
    asked.is_required = True
    more = EventPageQuestion(kind="diet", only_if=str(asked.key))
    page.questions = [asked, more]
    shared = page.seat_shares.get()
    shared.seats = 30
    page.seat_shares = [shared]

    assert lines_of(page) == {
        "Questions: Your school?": ("Must be answered: No", "Must be answered: Yes"),
        "Questions: diet": ("–", "Kind: diet; Asked only if: Your school?: any answer"),
        f"Shares of the seats: {share.name}": ("Seats: 20", "Seats: 30"),
    }


def test_sessions_say_what_changes_and_that_their_calendars_do() -> None:
    hall = room(venue())
    page = event_page(venue=hall.venue, sessions=[session("Talk"), session("Walk")])
    translated(page)
    talk = page.sessions.get(title="Talk")
    talk.starts_at, talk.room = at("2027-02-03 20:30"), hall
    page.sessions = [talk, session("Song")]

    promise = promise_of(page)

    assert facts_lines(promise) == [
        (
            "Sessions: Talk",
            "Begins: 3 February 2027, 20:00; Room: –",
            f"Begins: 3 February 2027, 20:30; Room: {hall}",
        ),
        (
            "Sessions: Song",
            "–",
            "Kind: session; Begins: 3 February 2027, 20:00; Ends: 3 February 2027, 21:00",
        ),
        (
            "Sessions: Walk",
            "Kind: session; Begins: 3 February 2027, 20:00; Ends: 3 February 2027, 21:00",
            "–",
        ),
    ]
    assert {"English", "Nederlands"} <= set(language_names(promise.calendars))
    assert promise.impact.raises_sequence


def test_another_title_of_a_session_changes_a_calendar() -> None:
    page = event_page(sessions=[session("Talk")])
    talk = page.sessions.get()
    talk.title = "Speech"
    page.sessions = [talk]

    assert "English" in language_names(promise_of(page).calendars)


def test_another_order_and_another_choice_are_told() -> None:
    questions = [EventPageQuestion(kind=kind) for kind in ("diet", "access")]
    page = event_page(questions=questions)
    page.questions = list(reversed(page.questions.all()))
    page.sectors = [making.sector()]

    assert lines_of(page) == {
        "Sectors": ("–", str(making.sector())),
        "Questions": ("diet · access needs", "access needs · diet"),
    }
