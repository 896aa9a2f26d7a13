"""What tests of the time after an event share: a date that is over, and the team's members."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.utils import timezone

from events.check_in import CheckIn, join
from events.occurrence import Occurrence
from events.registration import Registration
from tests.events import making

DAY = timedelta(days=1)


@pytest.fixture
def evening(db: None) -> Occurrence:
    """A date for which people can still sign up; `end` it when they have."""
    return making.occurrence()


@pytest.fixture
def end() -> Callable[..., Occurrence]:
    """Let a date be over, by default since yesterday."""

    def ended(occurrence: Occurrence, *, days: int = 1) -> Occurrence:
        occurrence.ends_at = timezone.now() - days * DAY
        occurrence.starts_at = occurrence.ends_at - timedelta(hours=2)
        Occurrence.objects.filter(pk=occurrence.pk).update(
            starts_at=occurrence.starts_at, ends_at=occurrence.ends_at
        )
        type(occurrence.event).objects.filter(pk=occurrence.event_id).update(
            starts_at=occurrence.starts_at, ends_at=occurrence.ends_at
        )
        occurrence.event.refresh_from_db()
        return occurrence

    return ended


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("boss", "boss@sample.example", "x"))
    return client


@pytest.fixture
def member(db: None) -> Callable[..., Client]:
    """Somebody of the team with these permissions and no others."""

    def made(*codenames: str) -> Client:
        user = User.objects.create_user("member", "member@sample.example", "x")
        chosen = Permission.objects.filter(codename__in=["access_admin", *codenames])
        user.user_permissions.set(chosen)
        client: Any = Client()
        client.force_login(user)
        return client

    return made


@pytest.fixture
def checked_in() -> Callable[..., None]:
    """Let somebody have come, in the room or online."""

    def there(registration: Registration, *, online: bool = False) -> None:
        if online:
            join(registration)
        else:
            CheckIn.objects.create(
                uuid=uuid4(), registration=registration, seats=registration.seats
            )

    return there
