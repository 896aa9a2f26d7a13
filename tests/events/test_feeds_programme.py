"""Sessions as entries of their own: at an address of the programme, with identities that stay."""

from datetime import timedelta
from typing import Any

import icalendar
import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from events.models import EventPageSession, Session, Speaker
from stakeholders.models import Organisation, Term

from .stage import event_page, fresh, locale, publish, room, translated, venue
from .test_feeds import soon

pytestmark = pytest.mark.django_db


def with_sessions(number: int = 2, **facts: Any) -> Any:
    """An event with so many sessions of half an hour, one after the other, and a break."""
    times = soon(7)
    begin = times["starts_at"]
    sessions = [
        EventPageSession(
            title=f"Session {n}",
            summary=f"About {n}",
            locale=locale("en"),
            starts_at=begin + timedelta(minutes=30 * n),
            ends_at=begin + timedelta(minutes=30 * n + 30),
        )
        for n in range(number)
    ]
    sessions.append(
        EventPageSession(
            title="Coffee",
            kind="break",
            locale=locale("en"),
            starts_at=begin + timedelta(minutes=90),
            ends_at=begin + timedelta(minutes=100),
        )
    )
    return event_page("Days", sessions=sessions, **{**times, **facts})


def edited(page: Any, number: int, **values: Any) -> Any:
    """Publish the page with one session changed, as the editor does."""
    sessions = list(page.sessions.all())
    for name, value in values.items():
        setattr(sessions[number], name, value)
    page.sessions = sessions
    return publish(page)


def programme(client: Client, page: Any, language: str = "en") -> list[Any]:
    answer = client.get(f"/calendars/{language}/{page.facts.public_id}/programme.ics")
    assert answer.status_code == 200, answer.content
    return list(icalendar.Calendar.from_ical(answer.content).walk("VEVENT"))


def test_each_session_is_an_entry_that_belongs_to_its_event(client: Client) -> None:
    page = with_sessions()

    found = programme(client, page)

    keys = [str(one.key) for one in page.facts.sessions.exclude(kind="break")]
    assert [str(one["SUMMARY"]) for one in found] == ["Session 0", "Session 1"]
    assert [str(one["UID"]) for one in found] == [f"{key}@gathering" for key in keys]
    assert {str(one["RELATED-TO"]) for one in found} == {page.facts.uid}
    assert [one["DTEND"].dt - one["DTSTART"].dt for one in found] == [timedelta(minutes=30)] * 2
    assert str(found[0]["DTSTART"].params["TZID"]) == "Europe/Amsterdam"
    assert found[0]["URL"].endswith(f"#session-{keys[0]}")


def test_track_room_and_those_who_agreed_are_told(client: Client) -> None:
    hall = venue()
    page = with_sessions(1, venue=hall)
    track = Term.objects.create(vocabulary="track", code="schools", names={"en": "Schools"})
    library = Organisation.objects.create(name="Library", code="library")
    agreed = Speaker.objects.create(name="Sam Sample", has_agreed=True)
    hidden = Speaker.objects.create(name="Hidden Person", organisation=library)
    edited(page, 0, room=room(hall), track=track, speakers=[agreed, hidden])

    text = str(programme(client, page)[0]["DESCRIPTION"])

    assert "Track: Schools" in text
    assert "Sam Sample" in text
    assert "Library" in text
    assert "Hidden" not in text
    assert "Hall" in str(programme(client, page)[0]["LOCATION"])
    agreed.has_agreed = False
    agreed.save()
    assert "Sam Sample" not in str(programme(client, page)[0]["DESCRIPTION"])


def test_a_session_that_moves_keeps_its_uid_and_only_its_sequence_rises(client: Client) -> None:
    page = with_sessions()
    before = programme(client, page)
    end = page.sessions.all()[1].ends_at + timedelta(minutes=5)

    edited(page, 1, ends_at=end)

    after = programme(client, page)
    assert [one["UID"] for one in after] == [one["UID"] for one in before]
    assert [one["SEQUENCE"] for one in before] == [0, 0]
    assert [one["SEQUENCE"] for one in after] == [0, 1]
    assert after[0].to_ical() == before[0].to_ical()


def test_words_leave_the_sequence_and_the_other_session(client: Client) -> None:
    page = with_sessions()
    before = programme(client, page)

    edited(page, 1, title="Another title")

    after = programme(client, page)
    assert [one["SEQUENCE"] for one in after] == [0, 0]
    assert after[0].to_ical() == before[0].to_ical()
    assert str(after[1]["SUMMARY"]) == "Another title"


@pytest.mark.parametrize("is_open_ended", [True, False], ids=["after the event", "within it"])
def test_a_session_without_an_end_lasts_as_long_as_the_event_or_is_a_moment(
    is_open_ended: bool, client: Client
) -> None:
    page = with_sessions(1)
    end = page.ends_at
    begin = end + timedelta(minutes=30 if is_open_ended else -30)
    page = edited(page, 0, starts_at=begin, ends_at=None)

    (session,) = programme(client, page)

    assert session["DTSTART"].dt == begin
    assert session["DTEND"].dt == (begin + timedelta(minutes=1) if is_open_ended else end)


def test_a_cancelled_event_cancels_its_sessions(client: Client) -> None:
    page = with_sessions(1)
    page.status = "cancelled"

    publish(page)

    found = programme(client, page)[0]
    assert (str(found["SUMMARY"]), str(found["STATUS"]), found["SEQUENCE"]) == (
        "Cancelled: Session 0",
        "CANCELLED",
        1,
    )


def test_it_speaks_each_language_under_the_same_uids(client: Client) -> None:
    page = with_sessions()
    dutch = translated(page, "nl")
    edited(dutch, 0, title="Sessie 0")

    english, told = programme(client, page), programme(client, page, "nl")

    assert str(told[0]["SUMMARY"]) == "Sessie 0"
    assert [one["UID"] for one in told] == [one["UID"] for one in english]


@pytest.mark.parametrize("kind", ["draft", "restricted", "without sessions"])
def test_what_is_not_public_or_not_there_has_no_programme(kind: str, client: Client) -> None:
    page = event_page(**soon()) if kind == "without sessions" else with_sessions(1)
    if kind == "draft":
        page.unpublish()
    elif kind == "restricted":
        PageViewRestriction.objects.create(page=page, restriction_type="login")

    answer = client.get(f"/calendars/en/{page.facts.public_id}/programme.ics")

    assert answer.status_code == 404
    assert b"Session" not in answer.content


def test_words_of_a_draft_in_the_home_language_are_not_lent(client: Client) -> None:
    page = with_sessions(1)
    dutch = translated(page, "nl")
    fresh(page).unpublish()
    EventPageSession.objects.filter(page=page).update(title="Secret draft")
    EventPageSession.objects.filter(page=dutch).delete()

    publish(fresh(dutch))

    for language in ("en", "nl"):
        address = f"/calendars/{language}/{page.facts.public_id}/programme.ics"
        assert b"Secret" not in client.get(address).content
    assert Session.objects.count() == 2
