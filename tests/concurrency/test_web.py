"""Signing up in real requests to several web processes: rushed, doubled, and killed midway."""

import http.client
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from events.occurrence import Occurrence
from events.registration import Registration
from tests.concurrency import rush, web
from tests.concurrency.dying import AFTER, WITHIN
from tests.concurrency.rush import Person, Rush
from tests.concurrency.web import City
from tests.events import making
from tests.events.truth import what_is_wrong, what_reconciling_finds
from tests.visitor import Answer, ask, send_form

pytestmark = pytest.mark.concurrency

SMALL = Rush(
    clients=32,
    attempts=128,
    shares={"government": 12, "education": 10, "entrepreneurship": 8},
    sessions=4,
    session_seats=10,
)

Choices = tuple[list[str], dict[str, str]]


@pytest.fixture(autouse=True)
def clean_city(city: City) -> None:
    city.arena.empty()


def _fields(email: str, **fields: object) -> dict[str, object]:
    return {"name": "Sam Sample", "email": email, "seats": 1, "consent": "on", **fields}


def _send(city: City, form: str, email: str, **headers: str) -> Answer:
    return send_form(city.site, form, _fields(email), **headers)


def _publish(pk: int) -> tuple[str, Choices]:
    """The address of the form, and what can be chosen there: sessions, and shares by sector."""
    occurrence = Occurrence.objects.select_related("event").get(pk=pk)
    sessions = occurrence.event.sessions.order_by("pk")
    shares = occurrence.event.seat_shares.select_related("sector")
    sectors = {one.sector.code: str(one.sector_id) for one in shares}
    return web.publish(occurrence), ([str(one.key) for one in sessions], sectors)


def _make(**facts: Any) -> tuple[int, str]:
    pk = making.occurrence(**facts).pk
    return pk, _publish(pk)[0]


def _keys() -> dict[str, str]:
    return {one.email: one.key() for one in Registration.objects.all()}


def _at_once(deeds: list[Callable[[], Answer]], clients: int = 32) -> list[Answer]:
    with ThreadPoolExecutor(clients) as pool:
        return [answer.result() for answer in [pool.submit(deed) for deed in deeds]]


def _statuses(answers: list[Answer]) -> Counter[int]:
    return Counter(answer.status for answer in answers)


# A rush


def _come(city: City, form: str, chosen_from: Choices, person: Person) -> list[Answer]:
    """As a person does: without the session that is full, and again after "too busy"."""
    answers: list[Answer] = []
    sessions, sectors = chosen_from
    chosen = [sessions[number] for number in person.sessions]
    for _patience in range(rush.PATIENCE):
        fields = _fields(person.email, sector=sectors[person.sector], sessions=chosen)
        answers.append(send_form(city.site, form, fields))
        if answers[-1].status == 422 and chosen:
            chosen.pop()
        elif answers[-1].status != 503:
            break
    return answers


def test_a_rush_through_the_form_gives_as_many_seats_as_there_are(city: City) -> None:
    pk = city.run(rush.prepare, SMALL)
    form, choices = city.run(_publish, pk)

    def client(number: int) -> list[Answer]:
        return [
            answer
            for person in SMALL.people(number)
            for answer in _come(city, form, choices, person)
        ]

    with ThreadPoolExecutor(SMALL.clients) as pool:
        asked = [one for each in pool.map(client, range(SMALL.clients)) for one in each]
    keys = city.run(_keys)
    confirmed = _at_once([_deed(city, key, "confirm") for key in keys.values() for _twice in "12"])

    assert set(_statuses(asked)) <= {303, 409, 422, 503}
    assert set(_statuses(confirmed)) <= {303, 503}
    assert city.run(_seated) == SMALL.seats
    assert city.run(what_is_wrong, pk) == []
    assert city.run(what_reconciling_finds) == []


def _seated() -> int:
    return Registration.objects.seated().count()


def _deed(city: City, key: str, name: str) -> Callable[[], Answer]:
    return lambda: ask(city.site, f"/en/registration/{key}/{name}/", {})


# Twice at once


def test_a_double_click_is_one_registration(city: City) -> None:
    pk, form = city.run(_make, capacity=20)

    answers = _at_once([lambda: _send(city, form, "sam@sample.example")] * 8, clients=8)

    assert set(_statuses(answers)) <= {303, 503}
    assert city.run(_told) == {"sam@sample.example": ("held", ["confirm"])}
    assert city.run(what_is_wrong, pk) == []


def test_confirming_and_leaving_twice_at_once_happen_once(city: City) -> None:
    """One seat, two who wait: leaving eight times lets in one, and says so once."""
    pk, _form = city.run(_queue)
    keys = city.run(_keys)

    left = _at_once([_deed(city, keys["p0@sample.example"], "cancel")] * 8, clients=8)
    confirmed = _at_once([_deed(city, keys["p1@sample.example"], "confirm")] * 8, clients=8)

    assert set(_statuses(left + confirmed)) <= {303, 503}
    assert city.run(_told) == {
        "p0@sample.example": ("cancelled", ["cancelled", "confirm", "registered"]),
        "p1@sample.example": ("confirmed", ["confirm", "registered"]),
        "p2@sample.example": ("waiting", ["confirm", "waiting"]),
    }
    assert city.run(what_is_wrong, pk) == []


def _queue() -> tuple[int, str]:
    occurrence = making.occurrence(capacity=1)
    making.confirmed(occurrence, "p0@sample.example")
    making.registration(occurrence, "p1@sample.example")
    making.confirmed(occurrence, "p2@sample.example")
    return occurrence.pk, web.publish(occurrence)


def _told() -> dict[str, tuple[str, list[str]]]:
    """The state of each person and the letters that they get."""
    return {
        one.email: (one.state, sorted(one.letters.values_list("kind", flat=True)))
        for one in Registration.objects.all()
    }


# Killed midway


@pytest.mark.parametrize("when", [WITHIN, AFTER])
def test_a_process_killed_midway_leaves_all_or_nothing(city: City, when: str) -> None:
    """Whoever got no answer sends the form once more, and is registered once."""
    pk, form = city.run(_make, capacity=20)

    with pytest.raises((http.client.HTTPException, ConnectionError)):
        _send(city, form, "sam@sample.example", X_Die=when)
    before = city.run(_told)
    again = _send(city, form, "sam@sample.example")

    once = {"sam@sample.example": ("held", ["confirm"])}
    assert before == (once if when == AFTER else {})
    assert again.status == 303
    assert city.run(_told) == once
    assert city.run(what_is_wrong, pk) == []
