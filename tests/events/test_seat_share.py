"""Shares of the seats: for whom they are, and to which of them somebody belongs."""

from dataclasses import dataclass

import pytest

from events.seat_share import SeatShare, share_for
from tests.events import making

GOVERNMENT, EDUCATION = 1, 2


@dataclass(frozen=True)
class Whom:
    sector_id: int | None
    mode: str = ""


EVERY = [Whom(GOVERNMENT, "online"), Whom(GOVERNMENT), Whom(None, "online"), Whom(EDUCATION)]


@pytest.mark.parametrize(
    ("sector", "mode", "expected"),
    [
        pytest.param(GOVERNMENT, "online", EVERY[0], id="the share of both comes first"),
        pytest.param(GOVERNMENT, "in-person", EVERY[1], id="then that of the sector"),
        pytest.param(EDUCATION, "online", EVERY[3], id="the sector before the way"),
        pytest.param(3, "online", EVERY[2], id="then that of the way"),
        pytest.param(None, "online", EVERY[2], id="without a sector, too"),
        pytest.param(3, "in-person", None, id="else the rest"),
        pytest.param(None, "", None, id="nothing said, the rest"),
    ],
)
def test_everybody_belongs_to_one_share(sector: int, mode: str, expected: Whom | None) -> None:
    assert share_for(EVERY, sector_id=sector, mode=mode) == expected


@pytest.mark.django_db
def test_a_share_is_named_after_those_for_whom_it_is() -> None:
    government = making.sector()

    names = [
        SeatShare(sector=government).name,
        SeatShare(mode="online").name,
        SeatShare(sector=government, mode="in-person").name,
    ]

    assert names == ["Government", "online", "Government, in person"]
