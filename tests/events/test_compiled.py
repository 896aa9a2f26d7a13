"""Updates that are put into SQL once."""

import pytest
from django.db.models import F

from events.compiled import Update, compiled
from events.pool import Pool
from tests.events import making


@pytest.mark.django_db
def test_an_update_is_said_once_and_done_each_time_with_its_own_numbers() -> None:
    said: list[int] = []

    @compiled
    def grow(pk: int, seats: int) -> Update:
        said.append(pk)
        return Pool.objects.filter(pk=pk, waiting=0), {"taken": F("taken") + seats}

    pool = making.occurrence().pools.get()

    assert [grow(pk=pool.pk, seats=2), grow(pk=pool.pk, seats=3), grow(pk=0, seats=9)] == [1, 1, 0]
    pool.refresh_from_db()
    assert (pool.taken, pool.waiting, len(said)) == (5, 0, 1)
