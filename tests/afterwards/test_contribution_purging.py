"""A cache before the site drops a page when the contributions that it shows change."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from events.afterwards.forgetting import forget
from events.contribution import Contribution, contribute, decide, withdraw
from events.occurrence import Occurrence
from events.registration import Registration
from tests.events import making

pytestmark = pytest.mark.django_db

purged: list[str] = []


def keep(addresses: list[str]) -> None:
    purged.extend(addresses)


@pytest.fixture
def pages(evening: Occurrence) -> list[Any]:
    return [making.page(evening), making.page(evening, language="nl")]


@pytest.fixture
def shown(pages: list[Any], evening: Occurrence, end: Any, settings: Any) -> Contribution:
    """A contribution that anybody may read, of somebody who was there."""
    person = making.confirmed(evening)
    end(evening)
    given = {"kind": "idea", "text": "…", "language": "en", "shown_as": "name", "stays": True}
    made = contribute(person, **given)
    decide(made, "accepted", user=None)
    settings.EVENTS_PURGE = f"{__name__}.keep"
    purged.clear()
    return made


def taken_back(made: Contribution) -> None:
    assert made.registration is not None
    withdraw(made.registration, str(made.uuid))


def refused(made: Contribution) -> None:
    decide(made, "refused", user=None)


def forgotten(made: Contribution) -> None:
    forget(Registration.objects.filter(pk=made.registration_id))


def shortened(made: Contribution) -> None:
    client = Client()
    client.force_login(User.objects.create_superuser("boss", "boss@sample.example", "x"))
    form = {"text": "Shorter", "kind": "idea", "state": "accepted", "note": ""}
    client.post(f"/admin/snippets/events/contribution/edit/{made.pk}/", form)
    assert Contribution.objects.get().text == "Shorter"


@pytest.mark.parametrize("deed", [taken_back, refused, forgotten, shortened])
def test_the_pages_of_the_event_are_purged(
    deed: Callable[[Contribution], None],
    shown: Contribution,
    pages: list[Any],
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        deed(shown)

    date = f"?date={shown.occurrence.code}"
    both = [address for page in pages for address in (page.full_url, f"{page.full_url}{date}")]
    assert sorted(purged) == sorted(both)


def test_what_waits_is_shown_nowhere_and_purges_nothing(
    shown: Contribution, django_capture_on_commit_callbacks: Any
) -> None:
    assert shown.registration is not None

    with django_capture_on_commit_callbacks(execute=True):
        contribute(
            shown.registration,
            kind="idea",
            text="…",
            language="en",
            shown_as="nobody",
            stays=False,
        )

    assert purged == []
