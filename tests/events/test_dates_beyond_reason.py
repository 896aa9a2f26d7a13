"""Dates that no editor can type, forced into rows: pages answer nevertheless."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from events import entry
from events.models import Call, Event, EventPageSession, Occurrence, Session

from .stage import agenda, call_page, event_page, fresh
from .test_feeds import soon

pytestmark = pytest.mark.django_db

MOMENTS = {
    "year 1": datetime(1, 1, 1, tzinfo=UTC),
    "year 9999": datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
}
beyond_reason = pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS)
in_zones = pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo"])


@in_zones
@beyond_reason
def test_the_pages_of_an_event_answer(moment: datetime, zone: str, client: Client) -> None:
    page = event_page("Broken", time_zone=zone, **soon())
    Event.objects.filter(pk=page.facts_id).update(starts_at=moment, ends_at=moment)
    Occurrence.objects.filter(event=page.facts).update(
        starts_at=moment, ends_at=moment, original_start=moment
    )

    for address in (page.url, agenda().url):
        for query in ("", "?past=1", "?view=month", "?view=list"):
            answer = client.get(address + query)
            assert answer.status_code == 200, address


@in_zones
@beyond_reason
def test_what_else_has_a_moment_takes_no_page_down(
    moment: datetime, zone: str, client: Client
) -> None:
    item = EventPageSession(title="Part", **soon())
    page = event_page("Sound", time_zone=zone, sessions=[item], **soon())
    Session.objects.update(starts_at=moment, ends_at=moment)
    Event.objects.update(
        previous_start=moment, registration_opens_at=moment, registration_closes_at=moment,
        is_registration_needed=True,
    )  # fmt: skip
    uid, code = page.facts.public_id, page.facts.occurrences.get().code

    for address in (
        page.url,
        f"/en/register/{uid}/{code}/",
        f"/en/subscribe/{uid}/",
        f"/en/programme/{uid}/",
        "/en/embed/events/",
    ):
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("moment", [date.min, date.max])
def test_the_page_of_a_call_answers(moment: date, client: Client) -> None:
    page = call_page("Broken")
    Call.objects.update(opens_on=moment, closes_on=moment)

    for address in (page.url, agenda().url, "/calls/en.ics"):
        assert client.get(address).status_code == 200, address
    entry.settle(fresh(page).facts)
