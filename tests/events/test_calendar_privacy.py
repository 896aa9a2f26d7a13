"""Drafts, embargoes, restrictions and links to join: in no feed, file, letter of others or page."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from time_machine import travel
from wagtail.models import PageViewRestriction

from events.models import Entry
from events.shelf import shelf

from .stage import agenda, event_page, fresh, publish, topic, translated
from .test_feeds import ADDRESS, soon

pytestmark = pytest.mark.django_db
SECRET = "Secret-meeting"


@pytest.fixture(autouse=True)
def empty_shelf() -> None:
    shelf.clear()


def told(client: Client, page: Any) -> bytes:
    """All that anybody can read of it without its page."""
    base = f"/calendars/en/{page.facts.public_id}" if page.facts else "/calendars/en"
    code = page.facts.occurrences.first().code if page.facts else "20270101"
    paths = [ADDRESS, "/calendars/nl.ics", f"{ADDRESS}?mode=in-person", f"{ADDRESS}?topic=secrets"]
    paths += ["/calendars/en.atom", f"{base}.ics", f"{base}/{code}.ics", f"{base}/programme.ics"]
    paths += [agenda().url, f"{agenda().url}?view=month", f"{agenda().url}?q=Secret"]
    return b"".join(client.get(path).content for path in paths).replace(b"\r\n ", b"")


def made(**values: Any) -> Any:
    about = topic("secrets", en="Secrets")
    return event_page(SECRET, topics=[about], place_note=SECRET, **{**soon(), **values})


def restricted(page: Any, **how: Any) -> Any:
    restriction = PageViewRestriction.objects.create(page=page, **how)
    if how["restriction_type"] == "groups":
        restriction.groups.add(Group.objects.create(name="Some"))
    return page


def _draft() -> Any:
    return made(live=False)


def _draft_of_a_change() -> Any:
    page = event_page("Public", topics=[topic("secrets")], **soon())
    page.title = page.summary = page.place_note = page.status_note = SECRET
    page.save_revision()
    return page


def _embargoed() -> Any:
    page = made(live=False)
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision(approved_go_live_at=page.go_live_at).publish()
    return fresh(page)


def _expired() -> Any:
    page = made()
    page.expire_at = timezone.now() + timedelta(minutes=1)
    publish(page)
    with travel(timezone.now() + timedelta(hours=1)):
        call_command("publish_scheduled")
    return fresh(page)


def _restricted_by_login() -> Any:
    return restricted(made(), restriction_type="login")


def _restricted_by_password() -> Any:
    return restricted(made(), restriction_type="password", password="x")


def _restricted_by_groups() -> Any:
    return restricted(made(), restriction_type="groups")


def _restricted_above() -> Any:
    page = made()
    restricted(agenda(), restriction_type="login")
    return page


def _born_below_a_restriction() -> Any:
    restricted(agenda(), restriction_type="login")
    return made()


def _unpublished() -> Any:
    page = made()
    page.unpublish()
    return fresh(page)


HIDDEN: list[Callable[[], Any]] = [
    _draft,
    _draft_of_a_change,
    _embargoed,
    _expired,
    _restricted_by_login,
    _restricted_by_password,
    _restricted_by_groups,
    _restricted_above,
    _born_below_a_restriction,
    _unpublished,
]


@pytest.mark.parametrize("hide", HIDDEN, ids=lambda deed: deed.__name__.strip("_"))
def test_what_is_not_public_is_told_nowhere(hide: Callable[[], Any], client: Client) -> None:
    event_page("Shown", parent=agenda("nl"), **soon(3))

    page = hide()

    text = told(client, page)
    assert b"Shown" in text
    assert SECRET.encode() not in text


@pytest.mark.parametrize("warm", [True, False])
def test_what_is_hidden_later_is_gone_at_once(warm: bool, client: Client) -> None:
    page = made()
    assert SECRET.encode() in told(client, page)
    if not warm:
        shelf.clear()

    restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")

    assert SECRET.encode() not in told(client, page)
    restriction.delete()
    assert SECRET.encode() in told(client, page)


def test_a_page_whose_time_is_over_is_not_told_again(client: Client) -> None:
    """Also before the task that unpublishes it has come by."""
    page = made()
    type(page).objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))

    call_command("expand_occurrences", verbosity=0)

    assert not Entry.objects.filter(event=page.facts).exists()


def test_a_translation_that_is_hidden_lends_no_words(client: Client) -> None:
    page = event_page("Public", **soon())
    dutch = translated(page, "nl", title=SECRET)
    restricted(dutch, restriction_type="login")

    assert SECRET.encode() not in told(client, page)
    assert b"Public" in client.get("/calendars/nl.ics").content


@pytest.mark.parametrize("mode", ["online", "hybrid"])
def test_the_link_to_join_is_told_nowhere(mode: str, client: Client) -> None:
    page = event_page(mode=mode, join_url=f"https://meet.example/{SECRET}", **soon())

    text = told(client, page) + client.get(page.url).content

    assert b"Round table" in text
    assert SECRET.encode() not in text
