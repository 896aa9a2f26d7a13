"""The page of the agenda: a full day, other clocks, filters with counts, what stands beside."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from events.agenda_page import MOST_CALLS
from events.models import Call, EventPageChangedDate

from .stage import agenda, at, call_page, event_page, topic
from .test_agenda import NOW, on, shown

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_january() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def test_a_full_day_says_how_many_more_it_has_and_has_an_address_of_its_own(
    client: Client,
) -> None:
    for hour in range(10, 17):
        times = {"starts_at": at(f"2027-02-03 {hour}:00"), "ends_at": at(f"2027-02-03 {hour}:30")}
        event_page(f"At {hour}", **times)

    answer = client.get(f"{agenda().url}?month=2027-02&mode=in-person")
    day = next(day for week in answer.context["weeks"] for day in week if day.items)

    assert ([item.page.title for item in day.items], day.more) == (
        ["At 10", "At 11", "At 12", "At 13"],
        3,
    )
    assert (answer.context["count"], day.query) == (7, "?day=2027-02-03&mode=in-person")
    assert "and 3 more" in answer.content.decode()
    assert len(shown(client, day.query[1:])) == 7
    assert shown(client, "day=2027-02-04") == []


def test_a_day_is_that_of_the_clock_at_the_venue(client: Client) -> None:
    apia = ZoneInfo("Pacific/Apia")
    facts = {"starts_at": at("2027-02-03 08:00", apia), "ends_at": at("2027-02-03 09:00", apia)}
    event_page("Apia", time_zone="Pacific/Apia", **facts)

    assert shown(client, "day=2027-02-03") == ["03 Apia"]
    assert shown(client, "day=2027-02-02") == []
    assert "Time in Apia" in client.get(agenda().url).content.decode()


def test_a_filter_counts_what_it_would_show_beside_the_others(client: Client) -> None:
    event_page("One", topics=[topic("inclusion")], mode="online", **on("2027-02-03"))
    event_page("Two", topics=[topic("reading")], mode="online", **on("2027-02-04"))
    event_page("Three", mode="in-person", **on("2027-03-04"))
    event_page("Past", mode="hybrid", **on("2027-01-04"))

    def counts(query: str) -> dict[str, dict[str, int]]:
        facets = client.get(f"{agenda().url}?{query}").context["facets"]
        return {one.name: {choice.code: choice.count for choice in one.choices} for one in facets}

    assert counts("") == {
        "topic": {"inclusion": 1, "reading": 1},
        "mode": {"in-person": 1, "online": 2},
    }
    assert counts("topic=inclusion") == {
        "topic": {"inclusion": 1, "reading": 1},
        "mode": {"online": 1},
    }
    assert counts("month=2027-03") == {"mode": {"in-person": 1}}
    assert counts("view=past") == {"mode": {"hybrid": 1}}
    assert counts("q=two&mode=hybrid") == {"mode": {"online": 1, "hybrid": 0}}


def test_one_can_clear_only_what_is_chosen(client: Client) -> None:
    event_page(**on("2027-02-03"))

    assert "Clear all" not in client.get(agenda().url).content.decode()
    assert "Clear all" in client.get(f"{agenda().url}?q=table").content.decode()


def test_days_across_the_end_of_a_month_are_told_in_words(client: Client) -> None:
    event_page("Days", starts_at=at("2027-01-30 09:00"), ends_at=at("2027-02-01 15:00"))

    html = client.get(agenda().url).content.decode()

    assert '<span class="date-block__day">30</span>' in html
    assert '<span class="date-block__until">to 1 February</span>' in html


def test_open_calls_stand_beside_what_comes_and_closed_ones_beside_what_has_been(
    client: Client,
) -> None:
    call_page("Open", closes_on=date(2027, 1, 15))
    call_page("Closed", closes_on=date(2027, 1, 14))

    coming = client.get(agenda().url).context["calls"]
    past = client.get(f"{agenda().url}?view=past").context["calls"]

    assert [page.title for page in coming] == ["Open"]
    assert [page.title for page in past] == ["Closed"]


def test_calls_of_one_state_do_not_push_out_those_of_another(client: Client) -> None:
    call_page("Open", closes_on=date(2027, 3, 1))
    call_page("Open in the west", closes_on=date(2027, 1, 14), time_zone="Etc/GMT+12")
    call_page("Closed", closes_on=date(2027, 1, 13))
    others = [call_page(closes_on=date(2027, 4, 30)).facts_id for _number in range(MOST_CALLS + 1)]

    def told(query: str, **facts: Any) -> list[str]:
        Call.objects.filter(pk__in=others).update(**facts)
        with time_machine.travel("2027-01-15 10:00+00:00", tick=False):
            return [page.title for page in client.get(agenda().url + query).context["calls"]]

    opened = ["Open in the west", "Open"]
    assert told("", closes_on=date(2026, 1, 14)) == opened
    assert told("?view=past")[0] == "Closed"
    assert told("", closes_on=date(2027, 2, 2), opens_on=date(2027, 2, 1)) == opened
    assert told("?view=past") == ["Closed"]
    assert told("", opens_on=None, is_withdrawn=True) == opened
    assert len(told("?view=past")) == MOST_CALLS


def test_the_calendar_to_subscribe_to_has_the_filters_of_the_list(client: Client) -> None:
    topic("inclusion")

    told = client.get(f"{agenda().url}?topic=inclusion&q=x").context["subscribe"]

    assert told == {
        "ics": "/calendars/en.ics?topic=inclusion",
        "page": "/en/subscribe/?topic=inclusion",
        "names": ["inclusion"],
        "is_narrower": True,
    }


def test_a_site_without_a_look_of_its_own_has_a_plain_one(client: Client, settings: Any) -> None:
    del settings.EVENTS_BASE_TEMPLATE
    page = event_page(**on("2027-02-03"))

    for address in (agenda().url, page.url, "/en/subscribe/", "/en/embed/"):
        assert "events/default.css" in client.get(address).content.decode()


def test_a_series_says_which_date_was_moved_and_which_is_cancelled(client: Client) -> None:
    moved = EventPageChangedDate(
        kind="moved", on=date(2027, 2, 10), starts_at=at("2027-02-11 19:00")
    )
    page = event_page(
        recurrence="FREQ=WEEKLY;COUNT=3",
        changed_dates=[moved, EventPageChangedDate(kind="cancelled", on=date(2027, 2, 17))],
        **on("2027-02-03"),
    )

    html = client.get(page.url).content.decode()

    assert "Moved, was 10 February 2027, 20:00" in html
    assert html.count('<li data-state="cancelled">') == 1
    assert f'href="{page.url}?date=20270210T2000"' in html
