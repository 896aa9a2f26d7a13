"""The days of the demo: whichever day it is loaded, what it shows is still to come."""

from datetime import date, timedelta

import pytest

from learning_city.demo import days, texts

ANY_DAYS = [date(2027, 1, 1) + timedelta(days=37 * step) for step in range(20)]


@pytest.mark.parametrize("today", ANY_DAYS, ids=str)
def test_the_dates_of_the_series_that_differ_are_in_the_coming_half_year(today: date) -> None:
    meeting = texts.facts()["events"]["monthly-meeting"]

    first = days.first_day(meeting, today)

    for change in meeting["changed_dates"]:
        day = days.date_of_series(meeting, first, change["date"])
        assert today < day < today + timedelta(days=31 * 7)


@pytest.mark.parametrize("today", ANY_DAYS, ids=str)
def test_what_was_announced_for_another_day_was_announced_for_one_to_come(today: date) -> None:
    hour = texts.facts()["events"]["online-hour"]

    announced = days.first_day(hour | hour["announced"], today)

    assert today < announced < days.first_day(hour, today)
