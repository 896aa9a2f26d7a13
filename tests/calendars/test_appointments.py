"""The letters of a whole life, taken in by real programs: one entry, kept true, removed at last."""

from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
import time_machine
from django.core import mail
from django.core.mail import get_connection

from events import outbox, sign_up
from events.letters.sending import send
from events.models import EventPage
from events.registration import Registration
from tests.calendars.conftest import NOW
from tests.calendars.keeping import KEEPERS, USER, Keeper
from tests.events import making, stage

pytestmark = [pytest.mark.django_db, pytest.mark.programs]
TITLES = {"en": "Round table", "ar": "مائدة مستديرة"}


@pytest.fixture(params=KEEPERS)
def keeper(request: pytest.FixtureRequest) -> Keeper:
    return KEEPERS[request.param]


@pytest.fixture(params=TITLES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def page(clock: time_machine.Traveller) -> EventPage:
    made = stage.event_page("Round table", is_registration_needed=True, capacity=1)
    stage.translated(made, "ar", title=TITLES["ar"])
    return made


def messages() -> list[str]:
    """The calendar messages that leave now to the one whose program we watch."""
    mail.outbox.clear()
    connection = get_connection()
    outbox.drain(lambda letter: send(letter, connection))
    sent = [message_from_bytes(one.message().as_bytes(), policy=default) for one in mail.outbox]
    return [
        part.get_payload(decode=True).decode()
        for one in sent
        for part in one.walk()
        if one["To"] == USER and part.get_content_type() == "text/calendar"
    ]


def move(page: EventPage) -> None:
    page = stage.fresh(page)
    page.starts_at += timedelta(hours=1)
    page.ends_at += timedelta(hours=1)
    stage.publish(page)


def call_off(page: EventPage) -> None:
    page = stage.fresh(page)
    page.status = "cancelled"
    stage.publish(page)


def come(page: EventPage, language: str) -> Registration:
    date = page.facts.occurrences.get()
    return making.confirmed(date, USER, language=language, wants_appointment=True)


def test_confirmed_moved_cancelled_is_one_entry(
    page: EventPage, clock: time_machine.Traveller, keeper: Keeper, language: str, tmp_path: Path
) -> None:
    come(page, language)
    life = messages()
    for deed in (move, move, call_off):
        clock.shift(timedelta(hours=1))
        deed(page)
        life += messages()

    [registered], [moved], [again], after = keeper(life, tmp_path)

    assert registered.uid == moved.uid == again.uid
    begins = [one.start for one in (registered, moved, again)]
    assert [later - begins[0] for later in begins] == [timedelta(hours=hours) for hours in range(3)]
    assert {one.summary for one in (registered, moved, again)} == {TITLES[language]}
    assert {one.status for one in (registered, moved, again)} == {"CONFIRMED"}
    assert after == []


def test_waiting_moved_promoted_given_back_is_one_entry(
    page: EventPage, clock: time_machine.Traveller, keeper: Keeper, language: str, tmp_path: Path
) -> None:
    first = making.confirmed(page.facts.occurrences.get(), "first@sample.example")
    own = come(page, language)
    life = messages()
    deeds = (
        lambda: move(page),
        lambda: sign_up.cancel(Registration.objects.get(pk=first.pk)),
        lambda: sign_up.cancel(Registration.objects.get(pk=own.pk)),
    )
    for deed in deeds:
        clock.shift(timedelta(hours=1))
        deed()
        life += messages()

    [waiting], [moved], [promoted], after = keeper(life, tmp_path)

    assert waiting.uid == moved.uid == promoted.uid
    assert moved.start - waiting.start == timedelta(hours=1)
    assert [one.status for one in (waiting, moved, promoted)] == [
        "TENTATIVE",
        "TENTATIVE",
        "CONFIRMED",
    ]
    assert promoted.summary == TITLES[language]
    assert TITLES[language] in waiting.summary
    assert after == []


@pytest.mark.parametrize("name", ["ical.js", "libical"])
def test_a_letter_that_comes_late_changes_nothing(
    page: EventPage, clock: time_machine.Traveller, name: str, tmp_path: Path
) -> None:
    """The control: what is judged is the number in the message, not the order of the letters."""
    come(page, "en")
    [first] = messages()
    clock.shift(timedelta(hours=1))
    move(page)
    [second] = messages()

    in_order, out_of_order = (
        KEEPERS[name](life, tmp_path) for life in ([first, second], [second, first])
    )

    assert in_order[-1] == out_of_order[-1] == out_of_order[0]
    assert in_order[0] != in_order[-1]
