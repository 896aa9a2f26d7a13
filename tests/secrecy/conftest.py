"""A city with one gathering that anybody may read about, and people who come to it in secret."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Site

from events.occurrence import Occurrence
from events.shelf import shelf
from tests.events.stage import agenda, event_page, topic


@pytest.fixture
def gathering(db: None) -> Occurrence:
    """A gathering of the home language's agenda, with few seats and a waiting list."""
    shelf.clear()
    site = Site.objects.get(is_default_site=True)
    site.hostname, site.port = "testserver", 80
    site.save()
    agenda("nl")
    soon = (timezone.now() + timedelta(days=20)).replace(microsecond=0)
    page = event_page(
        "Round table",
        topics=[topic()],
        is_registration_needed=True,
        capacity=20,
        starts_at=soon,
        ends_at=soon + timedelta(hours=2),
        mode="hybrid",
    )
    found: Occurrence = page.facts.occurrences.select_related("event").get()
    return found
