"""The pages that say how to subscribe: what they offer, and what they keep to themselves."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from stakeholders.models import Organisation

from .stage import at, event_page, topic, venue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_the_test_client")]


def _page(**facts: Any) -> Any:
    return event_page("Round table", **facts)


def test_the_agenda_is_offered_with_its_filters_to_each_program(client: Client) -> None:
    topic("inclusion", en="Inclusion")

    answer = client.get("/en/subscribe/?topic=inclusion&q=not-known-here")

    addresses = answer.context["addresses"]
    assert addresses["https"] == "http://testserver/calendars/en.ics?topic=inclusion"
    assert addresses["webcal"] == "webcal://testserver/calendars/en.ics?topic=inclusion"
    assert addresses["google"].endswith(
        "?cid=webcal%3A%2F%2Ftestserver%2Fcalendars%2Fen.ics%3Ftopic%3Dinclusion"
    )
    for name in ("outlook", "office"):
        asked = parse_qs(urlsplit(addresses[name]).query)
        assert asked == {"url": [addresses["https"]]}
    assert answer.context["names"] == ["Inclusion"]
    assert answer.context["here"] == "http://testserver/en/subscribe/?topic=inclusion"


def test_every_program_is_told_how_soon_changes_arrive(client: Client) -> None:
    html = client.get("/en/subscribe/").content.decode()

    assert "Changes take 8 to 24 hours" in html
    assert "about every three hours" in html
    assert "<svg" in html
    assert html.count("<script") == html.count("<script src") + html.count('<script type="module"')


def test_an_address_too_long_for_google_is_not_given_to_it(client: Client) -> None:
    for number in range(12):
        topic(f"a-topic-with-a-rather-long-name-{number}")
    query = "&".join(f"topic=a-topic-with-a-rather-long-name-{number}" for number in range(12))

    answer = client.get(f"/en/subscribe/?{query}")

    assert answer.context["addresses"]["google"] == ""
    assert "longer than 256 characters" in answer.content.decode()


def test_an_unknown_filter_has_no_page(client: Client) -> None:
    assert client.get("/en/subscribe/?topic=unheard-of").status_code == 404


def test_an_event_leads_to_its_hosts_and_topics(client: Client) -> None:
    host = Organisation.objects.create(name="City", code="city")
    page = _page(hosts=[host], topics=[topic("inclusion", en="Inclusion")])

    answer = client.get(f"/en/subscribe/{page.facts.public_id}/")

    # The host has no page, so its name is not told here.
    assert answer.context["more"] == [
        ("All on Inclusion", "/en/subscribe/?topic=inclusion"),
        ("All gatherings", "/en/subscribe/"),
    ]
    assert answer.context["file"] == f"/calendars/en/{page.facts.public_id}.ics"


def test_one_date_is_taken_as_it_is_and_the_event_is_followed(client: Client) -> None:
    page = _page()
    uid = page.facts.public_id

    answer = client.get(f"/en/subscribe/{uid}/20270203T2000/")

    assert answer.context["file"] == f"/calendars/en/{uid}/20270203T2000.ics"
    assert answer.context["addresses"]["https"] == f"http://testserver/calendars/en/{uid}.ics"
    asked = parse_qs(urlsplit(answer.context["copies"]["google"]).query)
    assert (asked["dates"], asked["ctz"]) == (
        ["20270203T200000/20270203T220000"],
        ["Europe/Amsterdam"],
    )


def test_whole_days_are_copied_as_days(client: Client) -> None:
    days = {"starts_at": at("2027-02-03 00:00"), "ends_at": at("2027-02-04 00:00")}
    page = _page(is_all_day=True, **days)

    answer = client.get(f"/en/subscribe/{page.facts.public_id}/20270203/")

    google = parse_qs(urlsplit(answer.context["copies"]["google"]).query)
    outlook = parse_qs(urlsplit(answer.context["copies"]["outlook"]).query)
    assert google["dates"] == ["20270203/20270205"]
    assert (outlook["startdt"], outlook["enddt"]) == (["2027-02-03"], ["2027-02-05"])


def test_one_date_of_a_series_is_followed_by_itself(client: Client) -> None:
    page = _page(recurrence="FREQ=WEEKLY;COUNT=2")
    uid = page.facts.public_id

    answer = client.get(f"/en/subscribe/{uid}/20270210T2000/")

    single = f"http://testserver/calendars/en/{uid}/20270210T2000.ics"
    assert answer.context["addresses"]["https"] == single


@pytest.mark.parametrize("address", ["", "20270203T2000/"], ids=["event", "date"])
def test_a_draft_has_no_page_about_subscribing(client: Client, address: str) -> None:
    page = _page()
    uid = page.facts.public_id
    assert client.get(f"/en/subscribe/{uid}/{address}").status_code == 200

    page.unpublish()

    assert client.get(f"/en/subscribe/{uid}/{address}").status_code == 404


def test_a_date_that_never_was_has_no_page(client: Client) -> None:
    page = _page()

    assert client.get(f"/en/subscribe/{page.facts.public_id}/20300101/").status_code == 404


def test_a_date_that_is_elsewhere_is_copied_with_its_own_place(client: Client) -> None:
    library = venue("library", street="Book Lane 1")
    page = _page(recurrence="FREQ=WEEKLY;COUNT=2", venue=venue())
    uid = page.facts.public_id
    page.facts.occurrences.filter(code="20270210T2000").update(own_venue=library)

    answer = client.get(f"/en/subscribe/{uid}/20270210T2000/")

    for name, asked in answer.context["copies"].items():
        values = parse_qs(urlsplit(asked).query)
        assert values["location"] == [library.described_in("en")], name
        assert "Book%20Lane" in asked
        assert "+" not in asked


def test_the_place_of_what_is_online_is_told_as_such(client: Client) -> None:
    page = _page(mode="online")

    answer = client.get(f"/en/subscribe/{page.facts.public_id}/20270203T2000/")

    assert parse_qs(urlsplit(answer.context["copies"]["google"]).query)["location"] == ["Online"]
