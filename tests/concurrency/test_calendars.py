"""Calendars while others publish: never an old one under a new version, whoever ends first."""

from functools import partial
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Max
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page

from events import feeds, version
from events.entry_text import checksum_of
from events.models import Entry, Event, VersionStep
from events.version import join_steps, raise_versions, version_of
from tests.concurrency.arena import Arena, Together, together

pytestmark = pytest.mark.concurrency


def _prepare() -> None:
    """Two events, each with an entry that says "one"."""
    Entry.objects.all().delete()
    VersionStep.objects.all().delete()
    Page.objects.all().delete()
    locale, _made = Locale.objects.get_or_create(language_code="en")
    page = Page.add_root(title="Root", locale=locale)
    now = timezone.now()
    for number in (1, 2):
        Entry.objects.create(
            event=Event.objects.create(starts_at=now, ends_at=now),
            language="en",
            page=page,
            title=f"Event {number}",
            words_language="en",
            url="https://city.example/",
            first_at=now,
            last_at=now,
            announced_at=now,
            changed_at=now,
            **_saying(number, "one"),
        )
    raise_versions(["en"])


def _saying(number: int, word: str) -> dict[str, Any]:
    text = f"BEGIN:VEVENT\r\nSUMMARY:{number} {word}\r\nEND:VEVENT\r\n"
    return {"text": text, "checksum": checksum_of(text.encode())}


def _change(number: int) -> None:
    Entry.objects.filter(title=f"Event {number}").update(**_saying(number, "two"))
    raise_versions(["en"])


def _read() -> list[str]:
    """What the calendar says of both events, as warm as it is."""
    body = Client().get("/calendars/en.ics").content.decode()
    return sorted(line[8:] for line in body.splitlines() if line.startswith("SUMMARY:"))


def _open_change(ready: Together, looked: Together, done: Together, number: int) -> list[Any]:
    if number == 0:
        with transaction.atomic():
            _change(1)
            ready()
            looked()
        done()
        return []
    before = _read()
    ready()
    during = _read()
    looked()
    done()
    return [before, during, _read()]


def test_a_change_is_seen_as_soon_as_it_is_done_and_not_before(arena: Arena) -> None:
    arena.run(_prepare)
    steps = [together(2) for _ in range(3)]

    _writer, seen = arena.rush(partial(_open_change, *steps), processes=2)

    assert seen == [["1 one", "2 one"], ["1 one", "2 one"], ["1 two", "2 one"]]


def _crossed(a: Together, b: Together, c: Together, d: Together, number: int) -> list[Any]:
    """The first writer takes its step first and ends last."""
    points = [a, b, c, d]
    if number < 2:
        with transaction.atomic():
            if number == 1:
                points.pop(0)()
            _change(number + 1)
            for point in (a, b, c) if number == 0 else ():
                point()
        for point in (d,) if number == 0 else points:
            point()
        return []
    _read()
    a()
    b()
    second = _read()
    c()
    d()
    return [second, _read()]


def test_changes_that_end_in_another_order_than_they_began_are_all_seen(
    postgres_arena: Arena,
) -> None:
    postgres_arena.empty()
    postgres_arena.run(_prepare)
    steps = [together(3) for _ in range(4)]

    *_writers, seen = postgres_arena.rush(partial(_crossed, *steps), processes=3)

    assert seen == [["1 one", "2 two"], ["1 two", "2 two"]]


def _crossed_by_the_newest_step(*steps: Any) -> list[Any]:
    feeds.version_of = lambda language: VersionStep.objects.aggregate(Max("pk"))["pk__max"]
    return _crossed(*steps)


def test_the_newest_step_alone_would_miss_the_one_that_ends_last(postgres_arena: Arena) -> None:
    """The control: with what looks like a version and is none, an old calendar stays."""
    postgres_arena.empty()
    postgres_arena.run(_prepare)
    steps = [together(3) for _ in range(4)]

    *_writers, seen = postgres_arena.rush(partial(_crossed_by_the_newest_step, *steps), processes=3)

    assert seen == [["1 one", "2 two"], ["1 one", "2 two"]]


def _many_changes(number: int) -> None:
    """Steps of one, which can be counted; the first process joins them all the while."""
    version.secrets.randbelow = lambda _most: 0
    for _ in range(20):
        if number == 0:
            join_steps()
        else:
            raise_versions(["en", "nl"])


def test_joining_steps_while_others_take_some_loses_none(arena: Arena) -> None:
    arena.run(_prepare)
    arena.run(VersionStep.objects.all().delete)

    arena.rush(_many_changes, processes=5)

    sums = arena.run(lambda: [version_of(code) for code in ("en", "nl")])
    arena.run(join_steps)
    joined = arena.run(lambda: sorted(VersionStep.objects.values_list("language", "size")))
    assert sums == [80, 80]
    assert joined == [("en", 80), ("nl", 80)]
