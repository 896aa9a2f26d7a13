"""A cache before the site hears which addresses changed, after the change, and never more."""

from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from wagtail.models import Site

from events.purging import FRONTEND_CACHE

from .stage import agenda, call_page, event_page, fresh, publish, translated
from .test_feeds import soon

purged: list[list[str]] = []


def keep(addresses: list[str]) -> None:
    purged.append(addresses)


def fail(addresses: list[str]) -> None:
    raise ConnectionError


@pytest.fixture(autouse=True)
def listening(settings: Any) -> None:
    settings.EVENTS_PURGE = f"{__name__}.keep"
    purged.clear()


pytestmark = pytest.mark.django_db


def root() -> str:
    return str(Site.objects.get(is_default_site=True).root_url)


def test_a_changed_hour_touches_calendars_pages_and_agendas_of_all_languages(
    django_capture_on_commit_callbacks: Any,
) -> None:
    page = event_page(**soon())
    dutch = translated(page, "nl")
    page = fresh(page)

    with django_capture_on_commit_callbacks(execute=True):
        page.starts_at, page.ends_at = soon(8)["starts_at"], soon(8)["ends_at"]
        publish(page)

    found = {address for addresses in purged for address in addresses}
    uid = page.facts.public_id
    assert {page.full_url, dutch.full_url, agenda().full_url, agenda("nl").full_url} <= found
    for code in ("en", "nl", "fr", "es", "ar", "zh-hans"):
        own = f"{root()}/calendars/{code}"
        assert {
            f"{own}.ics",
            f"{own}.atom",
            f"{own}/{uid}.ics",
            f"{own}/{uid}/programme.ics",
        } <= found


def test_words_in_one_language_touch_its_calendar_alone(
    django_capture_on_commit_callbacks: Any,
) -> None:
    dutch = translated(event_page(**soon()), "nl")
    purged.clear()

    with django_capture_on_commit_callbacks(execute=True):
        dutch.title = "Ronde tafel"
        publish(dutch)

    found = {address for addresses in purged for address in addresses}
    assert f"{root()}/calendars/nl.ics" in found
    assert f"{root()}/calendars/en.ics" not in found


@pytest.mark.parametrize("deed", ["unpublish", "delete"])
def test_what_goes_is_purged(deed: str, django_capture_on_commit_callbacks: Any) -> None:
    page = event_page(**soon())
    address = page.full_url

    with django_capture_on_commit_callbacks(execute=True):
        fresh(page).unpublish() if deed == "unpublish" else fresh(page).delete()

    found = {address for addresses in purged for address in addresses}
    assert {address, f"{root()}/calendars/en.ics"} <= found


def test_a_call_touches_the_calendar_of_calls(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        call_page()

    found = {address for addresses in purged for address in addresses}
    assert f"{root()}/calls/en.ics" in found
    assert f"{root()}/calendars/en.ics" not in found


def test_nothing_is_purged_without_news(django_capture_on_commit_callbacks: Any) -> None:
    page = event_page(**soon())

    with django_capture_on_commit_callbacks(execute=True):
        publish(page)

    assert purged == []


def test_a_cache_that_cannot_be_reached_undoes_nothing(
    settings: Any, caplog: pytest.LogCaptureFixture, django_capture_on_commit_callbacks: Any
) -> None:
    settings.EVENTS_PURGE = f"{__name__}.fail"

    with django_capture_on_commit_callbacks(execute=True):
        page = event_page(**soon())

    assert fresh(page).live
    assert "ConnectionError" in caplog.text


def test_wagtails_own_purging_is_used_where_it_is_installed(
    settings: Any, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    settings.EVENTS_PURGE = ""
    known = apps.is_installed
    monkeypatch.setattr(apps, "is_installed", lambda name: name == FRONTEND_CACHE or known(name))
    monkeypatch.setattr("wagtail.contrib.frontend_cache.utils.purge_urls_from_cache", keep)

    with django_capture_on_commit_callbacks(execute=True):
        event_page(**soon())

    assert purged


def test_a_name_that_names_nothing_is_said_by_the_checks(settings: Any) -> None:
    settings.EVENTS_PURGE = "events.nowhere.to_be_found"

    with pytest.raises(SystemCheckError, match=r"events\.E003"):
        call_command("check")
