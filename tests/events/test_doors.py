"""What happens outside our pages' own saving reaches the calendars."""

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from .stage import (
    agenda,
    event_page,
)
from .test_feeds import ADDRESS, soon, titles

pytestmark = pytest.mark.django_db


def test_a_restriction_on_the_agenda_takes_its_events_out_and_its_end_brings_them_back(
    client: Client,
) -> None:
    page = event_page(**soon())

    restriction = PageViewRestriction.objects.create(page=agenda(), restriction_type="login")
    during = titles(client.get(ADDRESS))
    own = client.get(f"/calendars/en/{page.facts.public_id}.ics").status_code
    restriction.delete()

    assert (during, own) == ([], 404)
    assert titles(client.get(ADDRESS)) == ["Round table"]
