"""The call: open until the last day is over where it hangs on the wall."""

from datetime import date, datetime
from typing import Any

import pytest

from events import call as calls
from events.models import Call

from .stage import at

pytestmark = pytest.mark.django_db
NOW = at("2027-03-01 12:00")


def call(**facts: Any) -> Call:
    return Call(**{"closes_on": date(2027, 4, 30), "time_zone": "Europe/Amsterdam", **facts})


@pytest.mark.parametrize(
    ("moment", "facts", "state"),
    [
        ("2027-04-30 21:59", {}, "open"),
        ("2027-04-30 22:00", {}, "closed"),
        ("2027-04-30 22:00", {"time_zone": "America/New_York"}, "open"),
        ("2027-03-31 21:59", {"opens_on": date(2027, 4, 1)}, "soon"),
        ("2027-03-31 22:00", {"opens_on": date(2027, 4, 1)}, "open"),
        ("2027-03-01 12:00", {"is_withdrawn": True}, "closed"),
        ("2027-03-01 12:00", {"is_withdrawn": True, "opens_on": date(2027, 4, 1)}, "closed"),
        ("2999-01-01 12:00", {"closes_on": None}, "open"),
    ],
)
def test_it_opens_and_closes_at_midnight_on_its_own_clock(
    moment: str, facts: dict[str, Any], state: str
) -> None:
    assert call(**facts).state(datetime.fromisoformat(f"{moment}+00:00")) == state


@pytest.mark.parametrize(
    ("moment", "days"),
    [("2027-04-28 12:00", 2), ("2027-04-30 21:59", 0), ("2027-05-02 12:00", 0)],
)
def test_the_days_left_end_with_none_on_the_last_day(moment: str, days: int) -> None:
    assert call().days_left(datetime.fromisoformat(f"{moment}+00:00")) == days


def test_the_sequence_rises_with_another_last_day_and_not_with_another_address() -> None:
    made = call()
    made.save()
    calls.settle(made, frozenset(Call.FACTS), now=NOW)

    sequences = []
    for changed in ({"apply_url"}, {"closes_on"}, set[str](), {"is_withdrawn", "apply_url"}):
        calls.settle(made, frozenset(changed), now=NOW)
        sequences.append(made.sequence)

    assert sequences == [0, 1, 1, 2]
    assert made.announced_at == NOW
