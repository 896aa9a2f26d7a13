"""Versions of calendars: each change raises them, whoever does it and in whatever order."""

import pytest

from events.models import Entry, VersionStep
from events.version import join_steps, raise_versions, version_of

from .stage import event_page, fresh, publish
from .test_feeds import soon

pytestmark = pytest.mark.django_db


def test_a_version_only_grows() -> None:
    seen = [version_of("en")]

    for _ in range(3):
        raise_versions(["en", "nl", "en"])
        seen.append(version_of("en"))

    assert seen == sorted(set(seen))
    assert version_of("nl") > 0 == version_of("fr")


def test_joining_the_steps_is_not_noticed() -> None:
    for _ in range(3):
        raise_versions(["en", "nl"])
    before = {code: version_of(code) for code in ("en", "nl")}

    gone = join_steps()

    assert gone == 4
    assert {code: version_of(code) for code in ("en", "nl")} == before
    assert VersionStep.objects.count() == 2


@pytest.mark.parametrize("deed", ["change", "unpublish", "delete page", "delete event", "delete"])
def test_whatever_changes_an_entry_raises_the_version(deed: str) -> None:
    page = fresh(event_page(**soon()))
    before = version_of("en")

    if deed == "change":
        page.title = "Another"
        publish(page)
    elif deed == "unpublish":
        page.unpublish()
    elif deed == "delete page":
        page.delete()
    elif deed == "delete event":
        event = page.facts
        type(page).objects.filter(pk=page.pk).update(facts=None)
        event.delete()
    else:
        Entry.objects.filter(language="en").delete()

    assert version_of("en") > before


def test_publishing_without_news_leaves_every_version() -> None:
    page = event_page(**soon())
    before = version_of("en")

    publish(page)

    assert version_of("en") == before


def test_news_in_one_language_leave_the_others() -> None:
    page = event_page(**soon())
    Entry.objects.filter(language="nl").update(title="Something else")
    before = {code: version_of(code) for code in ("en", "nl")}

    publish(page)

    assert version_of("en") == before["en"]
    assert version_of("nl") > before["nl"]
