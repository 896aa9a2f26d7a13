"""The programme: sessions in the words of each language."""

from typing import Any

import pytest
from django.test import Client

from events.models import EventPageSession
from events.programme import by_day, programme

from .stage import at, event_page, fresh, publish, translated
from .test_facts import OLD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_the_test_client")]


def _called(session: Any, title: str) -> Any:
    session.title = title
    return session


def _begun(session: Any, wall: str) -> Any:
    session.starts_at = at(wall)
    return session


def test_a_session_new_on_the_home_page_is_shown_in_the_other_language_until_translated(
    client: Client,
) -> None:
    page = event_page()
    dutch = translated(page)
    page = fresh(page)
    page.sessions.add(
        EventPageSession(title="Welcome", starts_at=at(OLD), ends_at=at("2027-02-03 20:30"))
    )

    publish(page)

    assert [part.title for part in programme(fresh(dutch), page.facts)] == ["Welcome"]
    assert "Welcome" in client.get(dutch.url).content.decode()


def test_the_title_of_a_session_is_a_word_and_its_hour_a_fact(client: Client) -> None:
    page = event_page(
        sessions=[
            EventPageSession(title="Welcome", starts_at=at(OLD), ends_at=at("2027-02-03 20:30"))
        ]
    )
    dutch = translated(page)
    dutch.sessions.set([_called(dutch.sessions.get(), "Welkom")])
    dutch = publish(dutch)
    page = fresh(page)
    page.sessions.set([_begun(page.sessions.get(), "2027-02-03 20:15")])

    publish(page)

    part = programme(fresh(dutch), fresh(dutch).facts)[0]
    assert (part.title, part.starts_at) == ("Welkom", at("2027-02-03 20:15"))
    assert fresh(page).facts.sessions.count() == 1


def test_what_begins_together_stands_beside_each_other(client: Client) -> None:
    def session(title: str, start: str, end: str) -> EventPageSession:
        return EventPageSession(title=title, starts_at=at(start), ends_at=at(end))

    page = event_page(
        starts_at=at("2027-02-03 09:00"),
        ends_at=at("2027-02-04 17:00"),
        sessions=[
            session("Second day", "2027-02-04 09:00", "2027-02-04 10:00"),
            session("Left", "2027-02-03 10:00", "2027-02-03 11:00"),
            session("Right", "2027-02-03 10:00", "2027-02-03 12:00"),
            session("Opening", "2027-02-03 09:00", "2027-02-03 10:00"),
        ],
    )

    days = by_day(programme(page, page.facts), page.facts)

    assert [[[part.title for part in slot.parts] for slot in day.slots] for day in days] == [
        [["Opening"], ["Left", "Right"]],
        [["Second day"]],
    ]
    assert "2 sessions at the same time" in client.get(page.url).content.decode()
