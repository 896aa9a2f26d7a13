"""Who is registered for a date that no rule names hears what the partner does to it."""

from typing import Any

import pytest
from django.utils import timezone

from events.importing.source import Source
from events.keys import hash_of
from events.models import Occurrence
from events.outbox import Letter
from events.registration import Registration
from tests.importing.test_single_dates import off, override
from tests.importing.test_taking_over import hear, page
from tests.importing.writing import entry, local

pytestmark = pytest.mark.django_db

SERIES = entry(RDATE=local("20270310T200000,20270317T200000"))


@pytest.fixture
def ada(trusted: Source) -> Any:
    """She comes on 10 March, an added date."""
    hear(trusted, SERIES)
    ada = Registration(
        occurrence=Occurrence.objects.get(code="20270310T2000"),
        email="ada@sample.example",
        name="Ada",
        language="en",
        seats=1,
        state="confirmed",
        address_confirmed_at=timezone.now(),
        key_hash=hash_of("ada"),
    )
    ada.told = ada.occurrence_facts()
    ada.save()
    return ada


def dates() -> list[tuple[str, str]]:
    return list(Occurrence.objects.order_by("starts_at").values_list("code", "status"))


def letters() -> list[tuple[str, str]]:
    return list(Letter.objects.values_list("registration__email", "kind"))


def test_an_added_date_is_cancelled_for_who_is_registered(trusted: Source, ada: Any) -> None:
    hear(trusted, SERIES, off("20270310T2000"))

    assert dates() == [
        ("20270203T2000", "scheduled"),
        ("20270310T2000", "cancelled"),
        ("20270317T2000", "scheduled"),
    ]
    assert (letters(), page().facts.sequence) == ([(ada.email, "event-cancelled")], 1)

    hear(trusted, SERIES)
    assert dates()[1] == ("20270310T2000", "scheduled")


def test_an_added_date_moves_with_who_is_registered(trusted: Source, ada: Any) -> None:
    hear(trusted, SERIES, override("20270310T2000", "20270311T1900"))

    assert [code for code, _status in dates()] == [
        "20270203T2000",
        "20270311T1900",
        "20270317T2000",
    ]
    ada.refresh_from_db()
    assert ada.occurrence.code == "20270311T1900"
    assert (letters(), page().facts.sequence) == ([(ada.email, "event-changed")], 1)


def test_an_added_date_without_anybody_goes_without_a_word(trusted: Source) -> None:
    hear(trusted, SERIES)

    hear(trusted, SERIES, off("20270310T2000"))

    assert [code for code, _status in dates()] == ["20270203T2000", "20270317T2000"]
