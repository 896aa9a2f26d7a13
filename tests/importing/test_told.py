"""What a page says or would say, told for people to compare."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import translation

from events.importing.told import _dates


def _changed(number: int) -> dict[str, Any]:
    days = (date(2027, 3, 1) + timedelta(days=n) for n in range(number))
    told = {"kind": "cancelled", "starts_at": "", "title": ""}
    dates = {day.isoformat(): told for day in days}
    return {"time_zone": "Europe/Amsterdam", "changed_dates": dates}


@pytest.mark.parametrize(
    ("number", "last"), [(20, "20/03/2027"), (21, "et 1 autre"), (23, "et 3 autres")]
)
def test_beyond_twenty_dates_their_number_is_told(number: int, last: str) -> None:
    with translation.override("fr"):
        parts = _dates(_changed(number)).split("; ")

    assert len(parts) == min(number, 21)
    assert parts[-1].startswith(last)
