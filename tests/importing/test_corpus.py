"""Three hundred odd files: each is read or refused with a reason, in time, and leaves no markup."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from functools import cache
from html.parser import HTMLParser
from types import FrameType
from typing import Any

import pytest
from django.test import Client

from events.importing.accepting import accept
from events.importing.harvested import Harvested
from events.importing.page_values import values_of
from events.importing.problems import OF_ENTRIES, OF_SOURCES
from events.importing.reading import Frame, Reading, read
from events.importing.source import Source
from events.importing.taking_over import take_over
from events.pages import EventPage
from tests.importing.corpus import MARKUP, WHOLE, corpus
from tests.importing.writing import entry, file

FRAME = Frame(zone="Europe/Amsterdam", today=date(2026, 11, 21), until=date(2029, 12, 31))
SECONDS = 5.0
FILES = corpus()


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Seconds of our own work: a busy machine makes no file a slow one."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@cache
def in_time(data: bytes) -> Reading:
    with at_most(SECONDS):
        return read(data, FRAME)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[tuple[str, bool]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add((tag, bool(attrs)))


def tags_of(html: str) -> set[tuple[str, bool]]:
    parser = Tags()
    parser.feed(html)
    parser.close()
    return parser.found


def test_there_are_as_many_files_as_promised() -> None:
    assert (len(FILES), len({name for name, _data in FILES})) == (WHOLE, WHOLE)


@pytest.mark.parametrize(("name", "data"), FILES, ids=[name for name, _data in FILES])
def test_a_file_is_read_or_refused_with_a_reason(name: str, data: bytes) -> None:
    reading = in_time(data)

    assert reading.problem in {*OF_SOURCES, ""}
    assert {one.reason for one in reading.refused} <= OF_ENTRIES.keys()
    assert {note for one in reading.entries for note, _part in one.notes} <= OF_ENTRIES.keys()
    for content in reading.entries:
        assert content.title
        assert not any(sign in str(asdict(content)) for sign in ("\\x00", "\\x1b", "\\u202e"))
        assert content.url.startswith(("", "http://", "https://"))
        body = values_of(content, venues={})["body"]
        assert tags_of(body) <= {("p", False), ("br", False)}


def test_most_oddities_lose_one_entry_and_not_the_others() -> None:
    """Where a second, sound entry stands beside an odd one, it is taken."""
    beside = [data for name, data in FILES if name.startswith("rule-")]

    assert [[one.uid for one in in_time(data).entries].count("two") for data in beside] == [
        1 for _one in beside
    ]


@pytest.mark.django_db
@pytest.mark.usefixtures("at_the_test_client")
def test_no_markup_of_a_partner_is_on_a_page_in_a_feed_or_in_the_admin(
    source: Source, admin_client: Client
) -> None:
    evil = " ".join(MARKUP)
    hostile: dict[str, Any] = {"DESCRIPTION": f"{evil}\\n\\n{evil}", "LOCATION": evil, "URL": evil}
    take_over(source, in_time(file(entry(title=f"Open {evil}", **hostile)).encode()))

    waiting = admin_client.get("/admin/partners_entries/").content.decode()
    accept(Harvested.objects.get())
    page: Any = EventPage.objects.get()
    public = admin_client.get(page.url).content.decode()

    for html in (waiting, public):
        assert "Open" in html
        for tag in ("<script>alert", "<img src=x", "<svg/", "<iframe src=https://evil", "<b on"):
            assert tag not in html
        assert "javascript:alert" not in html
        assert "<style>*" not in html
    assert "settings.SECRET_KEY }}" in page.title
