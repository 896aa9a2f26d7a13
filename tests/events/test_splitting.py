"""Splitting a series: everybody stays with their date, and each side is whole."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from events import seating, splitting
from events.importing.harvested import Harvested
from events.importing.source import Source
from events.models import (
    Event,
    EventPage,
    EventPageChangedDate,
    EventPageSession,
    Letter,
    Pool,
    Registration,
    Session,
)
from events.splitting import CannotSplit, split

from . import making
from .stage import at, event_page, fresh, publish, translated

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_the_test_client")]
CUT = "20270217T2000"


@pytest.fixture(autouse=True)
def _in_january() -> Any:
    with time_machine.travel(at("2027-01-15 12:00"), tick=False):
        yield


def series(**facts: Any) -> EventPage:
    """Five Wednesdays, for which people sign up."""
    return event_page(
        "Choir",
        **{
            "recurrence": "FREQ=WEEKLY;COUNT=5",
            "is_registration_needed": True,
            "capacity": 2,
            **facts,
        },
    )


def codes(event: Event) -> list[str]:
    return [one.code for one in event.occurrences.order_by("starts_at")]


def test_the_rule_ends_before_the_date_and_another_event_begins_on_it() -> None:
    page = series()

    made = split(page.facts, CUT)

    old, new = fresh(page).facts, made.facts
    assert codes(old) == ["20270203T2000", "20270210T2000"]
    assert codes(new) == ["20270217T2000", "20270224T2000", "20270303T2000"]
    assert old.recurrence == "FREQ=WEEKLY;UNTIL=20270216"
    assert new.recurrence == "FREQ=WEEKLY;COUNT=3"
    assert (new.starts_at, new.ends_at) == (at("2027-02-17 20:00"), at("2027-02-17 22:00"))
    assert new.continues == old
    assert new.uid != old.uid
    assert (old.sequence, new.sequence) == (1, 1)
    assert new.previous_start is None
    assert new.announced_at == old.announced_at


def test_who_is_registered_stays_with_their_date_seat_and_key() -> None:
    page = series()
    before, after = page.facts.occurrences.first(), page.facts.occurrences.get(code=CUT)
    first = making.confirmed(before)
    second, third = making.confirmed(after), making.confirmed(after)
    waiting = making.confirmed(after)
    keys = [one.key() for one in (first, second, third, waiting)]
    letters = Letter.objects.count()

    made = split(page.facts, CUT)

    rows = [Registration.objects.with_key(key) for key in keys]
    assert [row and row.occurrence.event_id for row in rows] == [
        page.facts.pk,
        made.facts.pk,
        made.facts.pk,
        made.facts.pk,
    ]
    gate = Pool.objects.get(occurrence=after)
    assert (gate.taken, gate.waiting, gate.capacity) == (2, 1, 2)
    assert seating.reconcile() == []
    assert Letter.objects.count() == letters


def test_the_own_page_of_somebody_who_moved_over_answers(client: Client) -> None:
    page = series()
    key = making.confirmed(page.facts.occurrences.get(code=CUT)).key()

    made = split(page.facts, CUT)

    answer = client.get(f"/en/registration/{key}/")
    assert answer.status_code == 200
    assert made.url in answer.content.decode()


def test_every_language_gets_a_page_as_live_as_the_old_one() -> None:
    page = series()
    dutch = translated(page, "nl", title="Koor")
    translated(page, "fr", live=False, title="Chorale")

    made = split(page.facts, CUT)

    pages = EventPage.objects.filter(translation_key=made.translation_key)
    told = {one.locale.language_code: one for one in pages}
    assert {code: (one.live, one.draft_title) for code, one in told.items()} == {
        "en": (True, "Choir"),
        "nl": (True, "Koor"),
        "fr": (False, "Chorale"),
    }
    assert told["nl"].facts == made.facts
    assert told["nl"].recurrence == "FREQ=WEEKLY;COUNT=3"
    assert told["nl"].slug == f"{dutch.slug}-2027-02-17"
    assert set(made.facts.entries.values_list("language", "title")) >= {
        ("en", "Choir"),
        ("nl", "Koor"),
    }


def test_drafts_stay_drafts_on_both_sides() -> None:
    page = series()
    page.title, page.capacity = "Choir and band", 50
    page.save_revision()

    made = split(page.facts, CUT)

    old, new = fresh(page), fresh(made)
    assert (old.title, new.title) == ("Choir", "Choir")
    drafts = [one.get_latest_revision_as_object() for one in (old, new)]
    assert [one.title for one in drafts] == ["Choir and band", "Choir and band"]
    assert [one.capacity for one in drafts] == [50, 50]
    assert [one.recurrence for one in drafts] == [
        "FREQ=WEEKLY;UNTIL=20270216",
        "FREQ=WEEKLY;COUNT=3",
    ]
    assert (old.facts.capacity, new.facts.capacity) == (2, 2)
    publish(drafts[0])
    publish(drafts[1])
    assert codes(old.facts) == ["20270203T2000", "20270210T2000"]
    assert codes(new.facts) == ["20270217T2000", "20270224T2000", "20270303T2000"]
    assert Event.objects.count() == 2


def test_changed_dates_and_sessions_go_where_their_day_is() -> None:
    days = (date(2027, 2, 10), date(2027, 2, 24))
    page = series(
        changed_dates=[
            EventPageChangedDate(kind="changed", on=day, title=f"On {day:%d}") for day in days
        ],
        sessions=[
            EventPageSession(title="Warming up"),
            EventPageSession(title="Early", starts_at=at("2027-02-10 20:00"), capacity=5),
            EventPageSession(title="Late", starts_at=at("2027-02-24 20:00"), capacity=5),
        ],
    )
    late = Session.objects.get(starts_at=at("2027-02-24 20:00"))
    singer = making.confirmed(page.facts.occurrences.get(code="20270224T2000"), sessions=[late])

    made = split(page.facts, CUT)

    old = fresh(page)
    assert [one.title for one in old.sessions.all()] == ["Warming up", "Early"]
    assert [one.title for one in made.sessions.all()] == ["Warming up", "Late"]
    assert [one.title for one in old.changed_dates.all()] == ["On 10"]
    assert [one.title for one in made.changed_dates.all()] == ["On 24"]
    assert old.facts.sessions.count() == made.facts.sessions.count() == 2
    assert [one.pk for one in singer.sessions.all()] == [late.pk]
    assert Session.objects.get(pk=late.pk).event == made.facts
    assert Pool.objects.get(session=late, occurrence=singer.occurrence).taken == 1
    assert seating.reconcile() == []


def test_who_chose_a_session_of_all_dates_has_chosen_it_in_the_new_event() -> None:
    page = series(sessions=[EventPageSession(title="Supper", capacity=5)])
    supper = page.facts.sessions.get()
    guest = making.confirmed(page.facts.occurrences.get(code=CUT), sessions=[supper])

    made = split(page.facts, CUT)

    twin = made.facts.sessions.get()
    assert twin != supper
    assert [one.pk for one in guest.sessions.all()] == [twin.pk]
    assert Pool.objects.get(session=twin, occurrence=guest.occurrence).taken == 1
    assert seating.reconcile() == []


@pytest.mark.parametrize(
    ("rule", "old", "new"),
    [
        ("FREQ=WEEKLY", "FREQ=WEEKLY;UNTIL=20270216", "FREQ=WEEKLY"),
        (
            "FREQ=WEEKLY;UNTIL=20270331",
            "FREQ=WEEKLY;UNTIL=20270216",
            "FREQ=WEEKLY;UNTIL=20270331",
        ),
    ],
)
def test_endless_and_dated_rules_are_cut_likewise(rule: str, old: str, new: str) -> None:
    page = series(recurrence=rule)

    made = split(page.facts, CUT)

    assert (fresh(page).facts.recurrence, made.facts.recurrence) == (old, new)


def test_calendars_hear_of_both(client: Client) -> None:
    page = series()

    made = split(page.facts, CUT)

    text = client.get("/calendars/en.ics").content.decode()
    assert text.count("BEGIN:VEVENT") == 2
    assert f"UID:{page.facts.uid}" in text
    assert f"UID:{made.facts.uid}" in text
    assert "UNTIL=20270216T225959Z" in text


def test_both_histories_know_it() -> None:
    page = series()

    made = split(page.facts, CUT)

    from wagtail.models import PageLogEntry

    entries = PageLogEntry.objects.filter(action=splitting.ACTION).order_by("pk")
    assert [(entry.page_id, entry.data["page"]) for entry in entries] == [
        (page.pk, made.pk),
        (made.pk, page.pk),
    ]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({}, "20270203T2000"),
        ({}, "20270204T2000"),
        ({"recurrence": ""}, "20270203T2000"),
        (
            {"changed_dates": [EventPageChangedDate(kind="extra", on=date(2027, 2, 12))]},
            "20270212T2000",
        ),
    ],
    ids=["the first date", "no date", "no series", "an extra date"],
)
def test_where_a_series_cannot_be_split_nothing_happens(facts: dict[str, Any], code: str) -> None:
    page = series(**facts)

    with pytest.raises(CannotSplit):
        split(page.facts, code)

    assert Event.objects.count() == 1
    assert EventPage.objects.count() == 1


def test_an_old_address_to_sign_up_for_a_date_leads_to_where_it_went(client: Client) -> None:
    page = series()
    first = split(page.facts, CUT)
    second = split(first.facts, "20270224T2000")

    answer = client.get(f"/en/register/{page.facts.public_id}/20270303T2000/")

    there = f"/en/register/{second.facts.public_id}/20270303T2000/"
    assert (answer.status_code, answer["Location"]) == (302, there)
    assert client.get(there).status_code == 200


def test_a_series_of_a_partner_is_not_split_since_their_calendar_decides() -> None:
    page = series()
    source = Source.objects.create(
        name="Library", address="https://library.example/a.ics", agenda=page.get_parent().specific
    )
    Harvested.objects.create(source=source, uid="1", mark="-", fingerprint="-", page=page)

    with pytest.raises(CannotSplit, match="partner's calendar"):
        split(page.facts, CUT)


def test_an_old_address_of_a_date_leads_to_the_page_where_it_went(client: Client) -> None:
    page = series()
    first = split(page.facts, CUT)
    second = split(first.facts, "20270224T2000")

    answer = client.get(f"{page.url}?date=20270303T2000")
    stays = client.get(f"{page.url}?date=20270203T2000")

    there = f"{EventPage.objects.get(pk=second.pk).url}?date=20270303T2000"
    assert (answer.status_code, answer["Location"]) == (302, there)
    assert stays.status_code == 200
