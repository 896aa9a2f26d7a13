"""Calendars that were joined once: in the memory of this process, and in the site's shared cache.

What lies here is named by its content, so it is never wrong, only gone. It is handed out as it
is: a hundred readers of a calendar of five megabytes share one copy of it.
"""

import gzip
import logging
import zlib
from collections import OrderedDict
from hashlib import sha256
from threading import Lock
from typing import Any

from django.core.cache import caches
from django.core.cache.backends.dummy import DummyCache
from django.core.cache.backends.locmem import LocMemCache

logger = logging.getLogger(__name__)

ROOM = 16 * 1024 * 1024
"""How many bytes of calendars a process keeps."""
_A_DAY = 24 * 60 * 60
_MANY = 500


class Shelf:
    """The last calendars used, as many as there is room for; and which version had which tag."""

    def __init__(self, room: int = ROOM) -> None:
        self.room = room
        self._bodies: OrderedDict[tuple[str, bool], bytes] = OrderedDict()
        self._tags: OrderedDict[str, str] = OrderedDict()
        self._lock = Lock()

    def tag_of(self, version: str, *, shared: bool) -> str | None:
        """The ETag that a version was found to have."""
        with self._lock:
            tag = self._tags.get(version)
        found = _fetched(f"tag:{version}") if tag is None and shared else None
        if found is None:
            return tag
        self.keep_tag(version, found, shared=False)
        return str(found)

    def keep_tag(self, version: str, tag: str, *, shared: bool) -> None:
        with self._lock:
            self._tags[version] = tag
            while len(self._tags) > _MANY:
                self._tags.popitem(last=False)
        if shared:
            _put(f"tag:{version}", tag)

    def body(self, tag: str, *, small: bool, shared: bool) -> bytes | None:
        """The bytes that have this ETag, as they are or packed."""
        with self._lock:
            found = self._bodies.get((tag, small))
            if found is not None:
                self._bodies.move_to_end((tag, small))
                return found
        kept = _fetched(f"body:{tag}") if shared else None
        if kept is None:
            return None
        try:
            body = kept if small else gzip.decompress(kept)
        except (OSError, EOFError, zlib.error):
            logger.exception("The cache holds no calendar where one should be")
            return None
        self._lay(tag, body, small=small)
        return body

    def keep(self, tag: str, body: bytes, *, small: bool, shared: bool) -> bytes:
        """Keep the bytes; give them back in the form that is asked for."""
        shared = shared and _is_shared()
        tight = packed(body) if small or shared else b""
        if shared:
            _put(f"body:{tag}", tight)
        asked = tight if small else body
        self._lay(tag, asked, small=small)
        return asked

    def _lay(self, tag: str, body: bytes, *, small: bool) -> None:
        if len(body) > self.room:
            return
        with self._lock:
            self._bodies[tag, small] = body
            self._bodies.move_to_end((tag, small))
            while sum(map(len, self._bodies.values())) > self.room:
                self._bodies.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._bodies.clear()
            self._tags.clear()


shelf = Shelf()


def packed(body: bytes) -> bytes:
    """By gzip, the same bytes for the same content."""
    return gzip.compress(body, compresslevel=5, mtime=0)


# The shared cache. A process has its own memory already, so a cache that is no more than that is
# left to others. Whole calendars alone go there: filters have no end, and would fill it.


def _is_shared() -> bool:
    return not isinstance(caches["default"], LocMemCache | DummyCache)


def _fetched(name: str) -> Any:
    """What the shared cache holds; a cache that is down holds nothing."""
    if not _is_shared():
        return None
    try:
        return caches["default"].get(_key(name))
    except Exception:
        logger.exception("The cache does not answer; the calendar is joined anew")
        return None


def _put(name: str, value: str | bytes) -> None:
    if not _is_shared():
        return
    try:
        caches["default"].set(_key(name), value, _A_DAY)
    except Exception:
        logger.exception("The cache does not take a calendar")


def _key(name: str) -> str:
    return f"events.{sha256(name.encode()).hexdigest()}"
