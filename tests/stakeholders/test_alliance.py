"""Memberships: dated, and never twice at once."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from stakeholders.models import Membership

from .conftest import Maker


@pytest.fixture
def join(organisation_page: Maker, term: Maker) -> Maker:
    alliance, member = organisation_page("Alliance"), organisation_page("Library")

    def make(since: date | None = None, until: date | None = None, role: str = "member") -> Any:
        return Membership.objects.create(
            alliance=alliance.facts,
            member=member.facts,
            role=term("role", role),
            since=since,
            until=until,
        )

    return make


@pytest.mark.parametrize(
    ("since", "until", "is_current"),
    [
        (None, None, True),
        (date(2024, 5, 1), None, True),
        (None, date(2024, 5, 1), True),
        (date(2024, 5, 2), None, False),
        (None, date(2024, 4, 30), False),
    ],
    ids=["always", "first day", "last day", "not yet", "over"],
)
def test_a_membership_holds_from_its_first_to_its_last_day(
    join: Maker, since: date | None, until: date | None, is_current: bool
) -> None:
    join(since, until)

    assert Membership.objects.current(date(2024, 5, 1)).exists() is is_current


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (date(2021, 1, 1), None),
        (None, None),
        (date(2019, 1, 1), date(2020, 1, 1)),
        (date(2020, 12, 31), date(2022, 1, 1)),
    ],
)
def test_the_same_role_is_not_held_twice_at_once(
    join: Maker, since: date | None, until: date | None
) -> None:
    join(date(2020, 1, 1), date(2021, 1, 1))

    with pytest.raises(ValidationError, match="already has this role"):
        join(since, until)


def test_another_role_or_another_time_is_fine(join: Maker) -> None:
    join(date(2020, 1, 1), date(2021, 1, 1))
    join(date(2021, 1, 2))
    join(date(2020, 1, 1), role="chair")

    assert Membership.objects.count() == 3


def test_it_does_not_end_before_it_begins(join: Maker) -> None:
    with pytest.raises(ValidationError, match="before it begins"):
        join(date(2021, 1, 1), date(2020, 1, 1))


def test_nobody_is_a_member_of_itself_by_any_path(organisation_page: Maker, term: Maker) -> None:
    alliance = organisation_page("Alliance").facts
    membership = Membership(alliance=alliance, member=alliance, role=term("role", "member"))

    with pytest.raises(IntegrityError):
        Membership.objects.bulk_create([membership])
