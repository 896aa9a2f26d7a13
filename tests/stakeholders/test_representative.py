"""Representatives: approved, dated, one open role each."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction

from stakeholders.models import Representative

from .conftest import Maker


@pytest.fixture
def person() -> Any:
    return get_user_model().objects.create_user("ann", "ann@library.example")


@pytest.mark.parametrize(
    ("approved_on", "until", "may_speak"),
    [
        (date(2024, 1, 1), None, True),
        (date(2024, 1, 1), date(2024, 5, 1), True),
        (date(2024, 1, 1), date(2024, 4, 30), False),
        (None, None, False),
    ],
    ids=["approved", "last day", "over", "not approved"],
)
def test_who_may_speak_today(
    organisation_page: Maker,
    person: Any,
    approved_on: date | None,
    until: date | None,
    may_speak: bool,
) -> None:
    Representative.objects.create(
        user=person,
        organisation=organisation_page().facts,
        valid_from=date(2024, 1, 1),
        valid_until=until,
        approved_on=approved_on,
    )

    current = Representative.objects.filter(user=person).current(date(2024, 5, 1))

    assert current.exists() is may_speak


def test_a_person_has_one_open_role_for_an_organisation(
    organisation_page: Maker, person: Any
) -> None:
    row = organisation_page().facts
    Representative.objects.create(user=person, organisation=row)

    with pytest.raises(IntegrityError), transaction.atomic():
        Representative.objects.create(user=person, organisation=row, role="owner")
