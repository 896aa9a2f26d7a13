"""What tests of imports share: a partner that serves, and a source that follows it."""

from collections.abc import Iterator
from typing import Any

import pytest

from events.importing.source import Source
from tests.events.conftest import at_the_test_client  # noqa: F401 - a fixture, shared
from tests.events.stage import agenda
from tests.importing.partner import Partner, a_partner


@pytest.fixture
def partner() -> Iterator[Partner]:
    with a_partner() as playing:
        yield playing


@pytest.fixture
def source(db: None, partner: Partner) -> Source:
    return make_source(partner.url())


def make_source(address: str, **values: Any) -> Source:
    """A source that nobody trusts yet, in English."""
    return Source.objects.create(
        **{
            "name": "Sample school",
            "address": address,
            "agenda": agenda(),
            "time_zone": "Europe/Amsterdam",
            **values,
        }
    )


@pytest.fixture
def trusted(db: None, partner: Partner) -> Source:
    return make_source(partner.url(), is_trusted=True)
