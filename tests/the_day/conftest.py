"""What tests of the door share: a date that is on now, a helper at it, and a name to know."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from events.helper_link import make_helper_link
from events.occurrence import Occurrence
from events.registration import Registration
from tests.events import making

NOW = timedelta(hours=-1)


@pytest.fixture(autouse=True)
def _at_the_test_client(db: None) -> None:
    site = Site.objects.get(is_default_site=True)
    site.hostname, site.port = "testserver", 80
    site.save()


def move(occurrence: Occurrence, by: timedelta) -> None:
    """To where it began so long ago, or begins so far ahead."""
    start: datetime = timezone.now() + by
    end = start + (occurrence.ends_at - occurrence.starts_at)
    Occurrence.objects.filter(pk=occurrence.pk).update(starts_at=start, ends_at=end)
    type(occurrence.event).objects.filter(pk=occurrence.event_id).update(
        starts_at=start, ends_at=end
    )
    occurrence.refresh_from_db()


@pytest.fixture
def today() -> Occurrence:
    """A date with a page; people sign up before it, so it is a week ahead until it is moved."""
    made = making.occurrence(capacity=40)
    making.page(made)
    return made


@pytest.fixture
def helper() -> Callable[..., Client]:
    """A device that was given a helper's link and began with it."""

    def begin(occurrence: Occurrence, **facts: Any) -> Client:
        link = make_helper_link(occurrence, "Main door", **facts)
        client = Client()
        client.post(reverse("events_helper", args=[link.key()]))
        return client

    return begin


@pytest.fixture
def colleague() -> Callable[..., User]:
    """Somebody of the team with these permissions."""

    def make(*permissions: str) -> User:
        user = User.objects.create_user(f"colleague{User.objects.count()}")
        user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
        return user

    return make


def door(occurrence: Occurrence) -> str:
    return reverse("events_check_in", args=[occurrence.event.public_id])


def tapped(guest: Registration, **more: Any) -> dict[str, Any]:
    """What a device sends when somebody is let in."""
    return {"deed": "let-in", "registration": guest.uuid, "tap": uuid4(), **more}
