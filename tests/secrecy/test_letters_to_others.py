"""No letter to one person tells of another who is in the same event, whatever became of them."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation

from events import delegation, moving, sign_up
from events.delegate import Delegate
from events.event import Event
from events.invitation import Invitation
from events.letters.message import LetterMessage
from events.letters.registry import LETTERS
from events.letters.sending import build
from events.mailing import Mailing, MailingWords
from events.occurrence import Occurrence
from events.outbox import Kind, Letter, NotNeeded
from events.registration import Registration
from tests.delegations import guests
from tests.events import making
from tests.secrecy import planting

pytestmark = pytest.mark.django_db

ANNA = "anna@open.example"
OFFICE = "office@open.example"
State = Registration.State


def told(message: LetterMessage) -> str:
    """All that leaves: headers and every part, decoded."""
    made = message.message()
    parts = [part.get_payload(decode=True) or b"" for part in made.walk()]
    text = b"\n".join(parts).decode(errors="replace").replace("\r\n ", "")
    return f"{made.items()}\n{message.recipients()}\n{text}"


@pytest.fixture
def hidden(gathering: Occurrence) -> set[str]:
    """All by which others would be known: they are in each state, and delegates of a school."""
    people = planting.in_every_state(gathering)
    school = guests.organisation(planting.HOUSE)
    asked = guests.invitation(
        gathering, organisation=school, seats=3, email=f"office@{planting.HOST}"
    )
    person = guests.person(f"delegate@{planting.HOST}", name=planting.NAME)
    named = delegation.name(asked, gathering, person)
    keys = {one.key() for one in [*people.values(), named.registration]}
    more = {key for found in planting.keys(people["confirmed"]).values() for key in found}
    return {*planting.MARKS, *keys, *more, asked.key()}


@pytest.fixture
def anna(gathering: Occurrence) -> Delegate:
    """The one who reads: signed up, and named by another organisation."""
    library = guests.organisation("Open library")
    asked = guests.invitation(gathering, organisation=library, seats=3, email=OFFICE)
    return delegation.name(asked, gathering, guests.person(ANNA, name="Anna Open"))


def mailing(occurrence: Occurrence) -> Mailing:
    made = Mailing.objects.create(event=occurrence.event, home_language="en", is_needed=True)
    text = "Dear {name}, {title} is near."
    MailingWords.objects.create(mailing=made, language="en", subject="News", text=text)
    return made


def letters(delegate: Delegate, **details: Any) -> Iterator[tuple[str, str]]:
    """Each kind as it is said in each state of the person, of the invitation and of the date."""
    person, asked = delegate.registration, delegate.invitation
    sent = mailing(person.occurrence)
    facts = {"registrations": [person.pk], "delegate": delegate.pk, **details}
    for status in (Event.Status.SCHEDULED, Event.Status.CANCELLED):
        Occurrence.objects.filter(pk=person.occurrence_id).update(status=status)
        for state, answer in zip(State.values, _answers(), strict=False):
            _put(person, asked, state, answer)
            for kind in LETTERS:
                of_invitation = str(kind).startswith("invit")
                letter = Letter(
                    registration=None if of_invitation else person,
                    invitation=asked if of_invitation else None,
                    mailing=sent if kind == Kind.MAILING else None,
                    kind=kind,
                    number=1,
                    details={**facts, "answer": asked.answer or None},
                )
                with translation.override("en"):
                    try:
                        yield str(kind), told(build(letter))
                    except NotNeeded:
                        continue


def _answers() -> list[str]:
    return ["", *Invitation.Answer.values, *[""] * len(State.values)]


def _put(person: Registration, asked: Invitation, state: str, answer: str) -> None:
    is_held = state == State.HELD
    Registration.objects.filter(pk=person.pk).update(
        state=state,
        position=99 if state == State.WAITING else None,
        address_confirmed_at=None if is_held else person.created_at,
        hold_until=person.occurrence.starts_at if state in {State.HELD, State.OFFERED} else None,
    )
    person.refresh_from_db()
    asked.answer = answer
    asked.save()


def test_nobody_stands_in_a_letter_to_somebody_else(hidden: set[str], anna: Delegate) -> None:
    said = list(letters(anna))

    found = [(kind, mark) for kind, text in said for mark in hidden if mark in text]
    assert found == []
    assert {kind for kind, _text in said} == set(LETTERS)


def test_whose_letter_it_is_stands_in_it(hidden: set[str], anna: Delegate) -> None:
    """The control: the same reading finds the person's own key and the organisation's."""
    own = {anna.registration.key(), anna.invitation.key(), "Open library"}

    found = {mark for _kind, text in letters(anna) for mark in own if mark in text}

    assert found == own


def test_a_letter_that_took_another_person_along_would_be_found(
    gathering: Occurrence, hidden: set[str], anna: Delegate
) -> None:
    """The control of the marks: the letter of several dates is given somebody else's."""
    other = Registration.objects.get(email=f"confirmed@{planting.HOST}")

    said = list(letters(anna, registrations=[anna.registration_id, other.pk]))

    found = {kind for kind, text in said for mark in hidden if mark in text}
    assert found == {Kind.DATES_CHANGED}


def test_whose_seat_or_place_one_gets_is_not_told(gathering: Occurrence) -> None:
    """By a swap, and from the list when somebody leaves."""
    gathering.event.capacity = 2
    gathering.event.save()
    making.capacity.settle(gathering.event)
    first, second = (
        making.confirmed(gathering, f"{name}@{planting.HOST}", name=planting.NAME)
        for name in ("first", "second")
    )
    waits, anna = (making.confirmed(gathering, email) for email in ("bo@open.example", ANNA))
    moving.swap(first, anna, reason=f"instead of {planting.NAME}")
    sign_up.cancel(Registration.objects.get(pk=second.pk))
    marks = {*planting.MARKS, first.key(), second.key()}

    said = {}
    for letter in Letter.objects.filter(registration__in=[anna, waits]):
        with translation.override("en"):
            try:
                said[letter.kind] = told(build(letter))
            except NotNeeded:
                continue

    assert {Kind.MOVED, Kind.PROMOTED} <= said.keys()
    assert [(kind, mark) for kind, text in said.items() for mark in marks if mark in text] == []


def test_an_organisation_hears_of_its_own_delegates_at_most(
    gathering: Occurrence, hidden: set[str], anna: Delegate
) -> None:
    """And even of those no key, which is theirs alone."""
    own = anna.registration.key()

    said = [text for kind, text in letters(anna) if kind.startswith("invit")]

    assert said
    assert all(OFFICE in text for text in said)
    assert [mark for text in said for mark in {*hidden, own, ANNA} if mark in text] == []
