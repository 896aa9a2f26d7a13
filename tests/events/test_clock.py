"""Times on an event's own clock."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from events.clock import ClockFormField, ZoneSelect, check_zone, from_the_wall, on_the_wall, zone_of

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def test_what_is_typed_is_the_time_at_the_venue() -> None:
    field = ClockFormField()
    field.zone = ZoneInfo("Asia/Kathmandu")

    moment = field.clean("2027-03-24 20:00")

    assert moment == datetime(2027, 3, 24, 14, 15, tzinfo=ZoneInfo("UTC"))
    assert field.prepare_value(moment) == datetime(2027, 3, 24, 20, 0)


@pytest.mark.parametrize(
    ("wall", "shown"),
    [
        (datetime(2027, 3, 28, 1, 30), datetime(2027, 3, 28, 1, 30)),
        (datetime(2027, 3, 28, 2, 30), datetime(2027, 3, 28, 3, 30)),
        (datetime(2027, 10, 31, 2, 30), datetime(2027, 10, 31, 2, 30)),
    ],
    ids=["before the gap", "in the gap", "twice in autumn"],
)
def test_an_hour_that_does_not_exist_is_read_an_hour_later(wall: datetime, shown: datetime) -> None:
    assert on_the_wall(from_the_wall(wall, AMSTERDAM), AMSTERDAM) == shown


def test_an_unknown_zone_is_refused_in_a_form_and_harmless_in_a_row() -> None:
    with pytest.raises(ValidationError, match="Choose one such as Europe/Amsterdam"):
        check_zone("Europe/Groningen")

    assert zone_of("Europe/Groningen") == ZoneInfo("UTC")


def test_an_hour_that_the_change_to_summer_time_leaves_out_is_refused_with_the_next_one() -> None:
    field = ClockFormField()
    field.zone = AMSTERDAM

    with pytest.raises(ValidationError) as refusal:
        field.clean("2027-03-28 02:30")

    [said] = refusal.value.messages
    assert "there is no 02:30. Write 03:30, or an hour before the change." in said


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2027-10-31 02:30", "2027-10-31T00:30:00+00:00"),
        ("2027-10-31T02:30:00+01:00", "2027-10-31T01:30:00+00:00"),
        ("2027-10-31T02:30:00Z", "2027-10-31T02:30:00+00:00"),
    ],
    ids=["the first of two", "with an offset", "in UTC"],
)
def test_an_hour_that_comes_twice_is_the_first_unless_more_is_typed(
    typed: str, moment: str
) -> None:
    field = ClockFormField()
    field.zone = AMSTERDAM

    assert field.clean(typed) == datetime.fromisoformat(moment)


def test_a_zone_under_an_old_name_stays_the_one_that_is_chosen() -> None:
    html = ZoneSelect().render("time_zone", "CET")

    assert '<option value="CET" selected>CET</option>' in html
