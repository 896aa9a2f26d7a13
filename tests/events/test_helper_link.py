"""Helpers' links: one date, one day, and taken back at once."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from events.helper_link import HelperLink, is_open, make_helper_link, revoke_helper_link
from tests.events import making

pytestmark = pytest.mark.django_db


def test_only_the_hash_of_a_key_is_known_and_the_key_finds_its_link() -> None:
    link = make_helper_link(making.occurrence(), "Main door")

    key = link.key()

    assert (len(key), key in link.key_hash) == (43, False)
    assert HelperLink.objects.with_key(key) == link
    assert HelperLink.objects.with_key(key[:-1]) is None


def test_what_is_taken_back_is_found_no_more() -> None:
    link = make_helper_link(making.occurrence(), "Main door")
    key = link.key()

    revoke_helper_link(link)

    link.refresh_from_db()
    assert (HelperLink.objects.with_key(key), link.is_good()) == (None, False)


@pytest.mark.parametrize(
    ("hours", "opens"), [(-6.1, False), (-5.9, True), (1, True), (7.9, True), (8.1, False)]
)
def test_the_day_lasts_from_six_hours_before_until_six_hours_after(
    hours: float, opens: bool
) -> None:
    occurrence = making.occurrence(hours=2)

    assert is_open(occurrence, occurrence.starts_at + timedelta(hours=hours)) == opens


def test_the_hours_around_a_date_are_a_setting(settings: Any) -> None:
    occurrence = making.occurrence(starts_at=timezone.now() + timedelta(hours=8))
    before = is_open(occurrence)

    settings.EVENTS_CHECK_IN_HOURS = 9

    assert (before, is_open(occurrence)) == (False, True)
