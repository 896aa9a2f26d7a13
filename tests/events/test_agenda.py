"""The agenda: what is listed, by which filters, and at which cost."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from events.agenda import next_pages
from events.models import EventPage, EventPageChangedDate
from stakeholders.models import Organisation

from . import making
from .stage import agenda, at, call_page, event_page, root, sector, topic, translated, venue

pytestmark = pytest.mark.django_db
NOW = "2027-01-15 12:00 +0000"


@pytest.fixture(autouse=True)
def _in_january() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def on(day: str, **facts: Any) -> dict[str, Any]:
    return {"starts_at": at(f"{day} 20:00"), "ends_at": at(f"{day} 22:00"), **facts}


def shown(client: Client, query: str = "") -> list[str]:
    """The titles in the order of the page, a repeating event once per date."""
    context = client.get(f"{agenda().url}?{query}").context
    if "weeks" in context:
        days = [day for week in context["weeks"] for day in week]
    elif "days" in context:
        days = context["days"]
    else:
        return [item.page.title for month in context["months"] for item in month.items]
    return [f"{day.date:%d} {item.page.title}" for day in days for item in day.items]


def test_the_list_shows_each_date_to_come_by_month(client: Client) -> None:
    event_page("Past", **on("2027-01-10"))
    event_page("Series", recurrence="FREQ=MONTHLY;COUNT=2", **on("2027-02-03"))
    event_page("Once", **on("2027-02-10"))

    context = client.get(agenda().url).context

    assert [(month.first, len(month.items)) for month in context["months"]] == [
        (date(2027, 2, 1), 2),
        (date(2027, 3, 1), 1),
    ]
    assert shown(client) == ["Series", "Once", "Series"]
    assert shown(client, "view=past") == ["Past"]


def test_a_month_shows_several_days_on_each_of_them_and_the_days_around_it(
    client: Client,
) -> None:
    event_page("Days", starts_at=at("2027-02-27 09:00"), ends_at=at("2027-03-01 15:00"))
    event_page(
        "Whole", starts_at=at("2027-02-02 00:00"), ends_at=at("2027-02-02 00:00"), is_all_day=True
    )

    assert shown(client, "month=2027-02") == ["02 Whole", "27 Days", "28 Days"]
    assert shown(client, "month=2027-03") == ["01 Days"]
    assert client.get(f"{agenda().url}?month=2027-02").context["count"] == 2


def test_a_week_begins_on_monday(client: Client) -> None:
    event_page("Sunday", **on("2027-02-07"))
    event_page("Monday", **on("2027-02-08"))

    assert shown(client, "week=2027-W05") == ["07 Sunday"]
    assert shown(client, "week=2027-W06") == ["08 Monday"]


@pytest.mark.parametrize(
    "query",
    [
        *("month=2027-13", "month=x", "month=9999-01", "week=2027-W60", "week=", "view=y"),
        *("day=2027-02-30", "day=x", "page=999"),
    ],
)
def test_what_cannot_be_read_shows_the_usual_view(client: Client, query: str) -> None:
    assert client.get(f"{agenda().url}?{query}").status_code == 200


def test_filters_and_words_narrow_the_list(client: Client) -> None:
    host = Organisation.objects.create(name="City", code="city")
    event_page(
        "Réunion of schools",
        topics=[topic("inclusion")],
        hosts=[host],
        sectors=[sector("care")],
        mode="online",
        spoken_languages="nl en",
        summary="On reading aloud",
        **on("2027-02-03"),
    )
    event_page("Other", venue=venue(), spoken_languages="fr", **on("2027-02-04"))

    for query in (
        "topic=inclusion",
        "organisation=city",
        "sector=care",
        "mode=online",
        "language=nl",
        "q=reunion",
        "q=aloud+READING",
        "topic=inclusion&mode=online&q=schools",
    ):
        assert shown(client, query) == ["Réunion of schools"], query
    assert shown(client, "topic=inclusion&language=fr") == []


def test_an_unknown_value_is_said_and_hides_nothing(client: Client) -> None:
    event_page("Shown", **on("2027-02-03"))

    answer = client.get(f"{agenda().url}?topic=unheard-of")

    assert "There is no topic “unheard-of” here." in answer.content.decode()
    assert "Show all" in answer.content.decode()


def test_open_shows_only_what_has_places_left(client: Client) -> None:
    facts = {"is_registration_needed": True, "capacity": 1}
    event_page("Open", **facts, **on("2027-02-03"))
    full = event_page("Full", **facts, **on("2027-02-04"))
    making.confirmed(full.facts.occurrences.get())
    event_page("Cancelled", status="cancelled", **facts, **on("2027-02-05"))
    event_page("No sign-up", **on("2027-02-06"))
    event_page("Not yet", registration_opens_at=at("2027-02-01 10:00"), **facts, **on("2027-02-07"))

    assert shown(client, "open=1") == ["Open"]


@pytest.mark.parametrize(
    "query",
    ["", "view=month&month=2027-02", "week=2027-W05", "day=2027-02-03", "view=past", "open=1"],
)
def test_the_agenda_costs_as_many_queries_for_three_events_as_for_one(
    client: Client, query: str
) -> None:
    def add(title: str) -> None:
        host = Organisation.objects.create(name=title, code=title.lower())
        for day in ("2027-02-03", "2027-01-05"):
            event_page(
                title,
                hosts=[host],
                topics=[topic(f"{title}-{day}".lower())],
                venue=venue(f"{title}-{day}".lower()),
                is_registration_needed=True,
                capacity=3,
                **on(day),
            )

    def cost() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    address = f"{agenda().url}?{query}"
    add("One")
    call_page("First call")
    for_one = cost()
    add("Two")
    add("Three")
    call_page("Second call")

    assert cost() == for_one


def test_dates_that_differ_cost_as_many_queries_for_three_events_as_for_one(
    client: Client,
) -> None:
    def add(title: str) -> None:
        differs = EventPageChangedDate(
            kind="changed", on=date(2027, 2, 10), title=f"{title} abroad"
        )
        rule = "FREQ=WEEKLY;COUNT=2"
        event_page(title, recurrence=rule, changed_dates=[differs], **on("2027-02-03"))

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            html = client.get(agenda().url).content.decode()
        assert "One abroad" in html
        return len(queries)

    add("One")
    client.get(agenda().url)
    for_one = cost()
    add("Two")
    add("Three")

    assert cost() == for_one


def test_cards_of_next_events_cost_as_many_queries_for_three_as_for_one() -> None:
    def read() -> list[str]:
        pages = EventPage.objects.in_language_of(root()).upcoming()[:4]
        return [page.next_listed.state_text for page in pages]

    costs = []
    for day in ("2027-02-03", "2027-02-04", "2027-02-05"):
        event_page(f"Day {day}", is_registration_needed=True, capacity=3, **on(day))
        read()
        with CaptureQueriesContext(connection) as queries:
            texts = read()
        costs.append(len(queries))

    assert texts == ["3 places left"] * 3
    assert costs == [costs[0]] * 3


def test_next_pages_are_in_the_active_language_and_may_be_narrowed() -> None:
    page = event_page("English", topics=[topic("inclusion")], **on("2027-02-03"))
    translated(page, "nl", title="Nederlands")
    event_page("Other", **on("2027-02-01"))

    def titles(**chosen: Any) -> list[str]:
        from django.utils import timezone

        found = next_pages(
            **{"number": 3, "topic": "", "organisation": "", "now": timezone.now(), **chosen}
        )
        return [one.title for one in found]

    assert titles() == ["Other", "English"]
    assert titles(number=1) == ["Other"]
    assert titles(topic="inclusion") == ["English"]


def test_drafts_and_restricted_events_are_not_listed(client: Client) -> None:
    from wagtail.models import PageViewRestriction

    event_page("Shown", **on("2027-02-03"))
    event_page("Draft", live=False, **on("2027-02-03"))
    restricted = event_page("Restricted", **on("2027-02-03"))
    PageViewRestriction.objects.create(page=restricted, restriction_type="login")

    assert shown(client) == ["Shown"]


def test_long_lists_are_given_leaf_by_leaf(client: Client) -> None:
    event_page("Daily", recurrence="FREQ=DAILY;COUNT=50", **on("2027-02-03"))

    assert len(shown(client)) == 40
    assert len(shown(client, "page=2")) == 10


def test_two_dates_a_day_apart_are_told_apart_by_their_address(client: Client) -> None:
    page = event_page(recurrence="FREQ=DAILY;COUNT=2", **on("2027-02-03"))

    answer = client.get(f"{page.url}?date=20270204T2000")

    assert answer.context["shown"].occurrence.first_day == date(2027, 2, 3) + timedelta(days=1)
