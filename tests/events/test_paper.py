"""The programme for A4: what is on it, once each, and what is not."""

from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from events.models import EventPageSession

from .stage import at, event_page, topic, translated

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_the_test_client")]


@pytest.fixture(autouse=True)
def _in_january() -> Any:
    with time_machine.travel("2027-01-15 12:00 +0000", tick=False):
        yield


def on(day: str, **facts: Any) -> dict[str, Any]:
    return {"starts_at": at(f"{day} 20:00"), "ends_at": at(f"{day} 22:00"), **facts}


def told(client: Client, query: str = "", language: str = "en") -> list[str]:
    days = client.get(f"/{language}/programme/?{query}").context["days"]
    return [f"{day['date']:%d.%m} {item.title}" for day in days for item in day["items"]]


def test_the_next_three_months_are_told_day_by_day(client: Client) -> None:
    event_page("Past", **on("2027-01-10"))
    event_page("Soon", **on("2027-02-03"))
    event_page("Much later", **on("2027-06-03"))

    assert told(client) == ["03.02 Soon"]
    assert told(client, "month=2027-06") == ["03.06 Much later"]


def test_several_days_are_told_once_on_the_first_that_is_shown(client: Client) -> None:
    event_page("Days", starts_at=at("2027-01-31 09:00"), ends_at=at("2027-02-02 15:00"))

    assert told(client, "month=2027-01") == ["31.01 Days"]
    assert told(client, "month=2027-02") == ["01.02 Days"]


def test_it_obeys_the_filters_and_says_which(client: Client) -> None:
    event_page("Chosen", topics=[topic("inclusion", en="Inclusion")], **on("2027-02-03"))
    event_page("Other", **on("2027-02-03"))

    assert told(client, "topic=inclusion") == ["03.02 Chosen"]
    assert "Only: Inclusion" in client.get("/en/programme/?topic=inclusion").content.decode()
    assert client.get("/en/programme/?topic=unheard-of").status_code == 404


def test_each_language_has_its_own_words(client: Client) -> None:
    page = event_page("English", **on("2027-02-03"))
    translated(page, "nl", title="Nederlands")

    assert told(client, language="nl") == ["03.02 Nederlands"]


def test_an_event_is_told_with_its_sessions_and_leads_to_the_live_page(client: Client) -> None:
    session = EventPageSession(
        title="Welcome", starts_at=at("2027-02-03 20:00"), ends_at=at("2027-02-03 20:30")
    )
    page = event_page("Evening", sessions=[session], **on("2027-02-03"))

    answer = client.get(f"/en/programme/{page.facts.public_id}/")

    html = answer.content.decode()
    assert "<h4>Welcome</h4>" in html
    assert answer.context["live"] == page.full_url
    assert html.count(f'href="{page.full_url}"') == 2


def test_a_draft_is_not_on_paper(client: Client) -> None:
    page = event_page("Draft", **on("2027-02-03"))
    page.unpublish()

    assert told(client) == []
    assert client.get(f"/en/programme/{page.facts.public_id}/").status_code == 404


def test_three_dates_cost_as_many_queries_as_one(client: Client) -> None:
    def cost() -> int:
        client.get("/en/programme/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/en/programme/")
        return len(queries)

    event_page("One", **on("2027-02-03"))
    for_one = cost()
    event_page("Two", **on("2027-02-03"))
    event_page("Three", **on("2027-02-05"))

    assert cost() == for_one
