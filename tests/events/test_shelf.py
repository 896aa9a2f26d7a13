"""What is kept of calendars: a little, in memory and in a shared cache, and nothing wrong."""

import gzip
from typing import Any

import pytest

from events import shelf
from events.shelf import Shelf


class Shared:
    """A cache that processes share, as far as a shelf sees it."""

    def __init__(self) -> None:
        self.rows: dict[str, Any] = {}
        self.is_down = False

    def get(self, key: str) -> Any:
        if self.is_down:
            raise ConnectionError
        return self.rows.get(key)

    def set(self, key: str, value: Any, _seconds: int) -> None:
        if self.is_down:
            raise ConnectionError
        self.rows[key] = value


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> Shared:
    cache = Shared()
    monkeypatch.setattr(shelf, "caches", {"default": cache})
    return cache


def test_a_process_keeps_the_last_used_as_far_as_there_is_room() -> None:
    kept = Shelf(room=10)
    for tag in ("a", "b"):
        kept.keep(tag, b"12345", small=False, shared=False)
    kept.body("a", small=False, shared=False)

    kept.keep("c", b"1234", small=False, shared=False)

    found = {tag: kept.body(tag, small=False, shared=False) for tag in "abc"}
    assert found == {"a": b"12345", "b": None, "c": b"1234"}


def test_what_is_larger_than_the_room_is_not_kept() -> None:
    kept = Shelf(room=10)

    body = kept.keep("a", b"x" * 11, small=False, shared=False)

    assert body == b"x" * 11
    assert kept.body("a", small=False, shared=False) is None


def test_the_packed_form_is_the_same_bytes_each_time() -> None:
    kept = Shelf()

    first, second = (kept.keep("a", b"text", small=True, shared=False) for _ in range(2))

    assert first == second
    assert gzip.decompress(first) == b"text"


@pytest.mark.parametrize("small", [True, False])
def test_another_process_finds_what_one_has_joined(small: bool, shared: Shared) -> None:
    Shelf().keep("a", b"text", small=False, shared=True)
    Shelf().keep_tag("version", "a", shared=True)
    other = Shelf()

    body = other.body("a", small=small, shared=True) or b""

    assert other.tag_of("version", shared=True) == "a"
    assert (gzip.decompress(body) if small else body) == b"text"


def test_filtered_calendars_stay_out_of_the_shared_cache(shared: Shared) -> None:
    Shelf().keep("a", b"text", small=True, shared=False)

    assert shared.rows == {}


def test_a_cache_that_is_down_is_no_cache(shared: Shared, caplog: pytest.LogCaptureFixture) -> None:
    shared.is_down = True
    kept = Shelf()

    body = kept.keep("a", b"text", small=False, shared=True)

    assert body == b"text"
    assert kept.tag_of("other", shared=True) is None
    assert kept.body("other", small=True, shared=True) is None
    assert "The cache does not" in caplog.text


def test_rubbish_in_the_cache_is_no_calendar(
    shared: Shared, caplog: pytest.LogCaptureFixture
) -> None:
    Shelf().keep("a", b"text", small=False, shared=True)
    shared.rows = dict.fromkeys(shared.rows, b"rubbish")

    assert Shelf().body("a", small=False, shared=True) is None
    assert "no calendar where one should be" in caplog.text


def test_memory_of_one_process_is_no_shared_cache(settings: Any) -> None:
    assert not shelf._is_shared()
