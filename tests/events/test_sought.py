"""What was found a moment ago is used again, and never against what was published since."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from events import seating, sign_up, sought
from events.holding import Closed, Full
from events.pool import Pool
from events.registration import Registration
from tests.events import making

pytestmark = pytest.mark.django_db
FIELDS = {"name": "Sam Sample", "consent": "on"}


@pytest.fixture(autouse=True)
def keeping(settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.EVENTS_FORM_SECONDS = 60
    monkeypatch.setattr(sought, "_kept", {})


@pytest.fixture
def date() -> Any:
    made = making.occurrence(capacity=3)
    making.page(made)
    return made


def _send(date: Any, email: str, **more: Any) -> Any:
    fields = FIELDS | {"email": email} | more
    return Client().post(f"/en/register/{date.event.public_id}/", fields)


def test_who_sends_the_form_after_somebody_else_costs_fewer_queries(date: Any) -> None:
    with CaptureQueriesContext(connection) as first:
        _send(date, "one@sample.example")
    with CaptureQueriesContext(connection) as second:
        answer = _send(date, "two@sample.example")

    assert answer.status_code == 303
    assert Registration.objects.count() == 2
    assert len(second) <= 9 < len(first)


def test_nobody_signs_up_for_what_was_cancelled_a_moment_ago(date: Any) -> None:
    _send(date, "one@sample.example")
    type(date.event).objects.update(status="cancelled")
    seating.settle(date.event)

    answer = _send(date, "two@sample.example")

    assert answer.status_code == 409
    assert Registration.objects.count() == 1
    assert Pool.objects.get().taken == 1


def test_without_the_number_of_the_facts_somebody_would(date: Any) -> None:
    """The control: a change that is told to nobody is seen only after the time of keeping."""
    _send(date, "one@sample.example")
    type(date.event).objects.update(status="cancelled")

    assert _send(date, "two@sample.example").status_code == 303


def test_who_was_shown_old_shares_gets_a_seat_of_the_new_ones(date: Any) -> None:
    _send(date, "one@sample.example")
    making.share(date, "government", seats=1)

    assert _send(date, "two@sample.example").status_code == 303
    taken = {pool.is_gate: pool.taken for pool in Pool.objects.exclude(share__isnull=False)}
    assert (taken[True], taken[False]) == (2, 1)


def test_a_session_that_is_gone_is_told_as_full(date: Any) -> None:
    session = making.session(date, capacity=2)
    look = list(Pool.objects.told().filter(occurrence=date))
    wish = making.wish(sessions=[session])
    type(session).objects.filter(pk=session.pk).delete()
    seating.settle(date.event)

    with pytest.raises(Full):
        sign_up.register(date, wish, at_hand=look)
    assert not Registration.objects.exists()


def test_a_date_that_is_gone_is_closed(date: Any) -> None:
    look = list(Pool.objects.told().filter(occurrence=date))
    type(date).objects.filter(pk=date.pk).delete()

    with pytest.raises(Closed):
        sign_up.register(date, making.wish(), at_hand=look)


def test_nothing_is_kept_where_the_site_does_not_want_it(date: Any, settings) -> None:
    settings.EVENTS_FORM_SECONDS = 0

    _send(date, "one@sample.example")

    assert sought._kept == {}
