"""The sessions on offer: which meet at the same hours, and which are full."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from events.models import Occurrence
from events.session_choices import session_choices
from tests.events import making

pytestmark = pytest.mark.django_db


def _offered(occurrence: Occurrence) -> list[tuple[int | None, list[str]]]:
    found = session_choices(occurrence, None)
    return [(one.places_left, [other.key for other in one.meets]) for one in found]


def test_each_session_names_those_at_the_same_hours() -> None:
    occurrence = making.occurrence(hours=4)
    early = making.session(occurrence)
    late = making.session(occurrence, hour=0.5, capacity=5)
    apart = making.session(occurrence, hour=2)
    assert apart.starts_at > late.ends_at

    found = _offered(occurrence)

    assert found == [(None, [str(late.key)]), (5, [str(early.key)]), (None, [])]


def test_one_after_the_other_is_no_clash() -> None:
    occurrence = making.occurrence()
    making.session(occurrence)
    making.session(occurrence, hour=1)

    assert [meets for _left, meets in _offered(occurrence)] == [[], []]


def test_a_full_session_cannot_be_ticked_and_is_marked(client: Client) -> None:
    occurrence = making.occurrence()
    full = making.session(occurrence, capacity=1)
    making.page(occurrence)
    making.confirmed(occurrence, sessions=[full])

    html = client.get(f"/en/register/{occurrence.event.public_id}/").content.decode()

    assert 'id="id_sessions_0" disabled' in html
    assert 'data-state="full">Full' in html


def test_who_has_a_seat_in_a_full_session_keeps_it_on_a_change(client: Client) -> None:
    occurrence = making.occurrence()
    full = making.session(occurrence, capacity=1)
    making.page(occurrence)
    made = making.confirmed(occurrence, sessions=[full])

    html = client.get(f"/en/registration/{made.key()}/change/").content.decode()

    assert f'value="{full.key}"' in html
    assert "disabled" not in html.split('data-session="')[1][:400]


def test_queries_do_not_grow_with_sessions() -> None:
    counts = []
    for number in (1, 3):
        occurrence = making.occurrence(hours=4)
        for hour in range(number):
            making.session(occurrence, hour=hour, capacity=5)
        occurrence = Occurrence.objects.select_related("event").get(pk=occurrence.pk)
        with CaptureQueriesContext(connection) as queries:
            session_choices(occurrence, None)
        counts.append(len(queries))

    assert counts[0] == counts[1]
