"""What is stored of an event or a call for the calendar of one language: texts and bounds."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from . import ical, ical_parts
from .call import Call
from .event import Event
from .picture import picture_of
from .session import Session
from .wording import words_of_session
from .words import words_of

_NEVER = datetime(2000, 1, 1, tzinfo=UTC)
_STAMP = re.compile(r"^(DTSTAMP|LAST-MODIFIED):\d{8}T\d{6}Z", re.MULTILINE)


def values_of(row: Event | Call, page: Any, pages: Sequence[Any], language: str) -> dict[str, Any]:
    """What to store of it as `page` says it; its texts have no moment yet."""
    image, image_type = picture_of(page)
    words = replace(words_of(page, language), image=image, image_type=image_type)
    bounds = _bounds(row)
    if bounds is None:
        raise ValueError(_("It has no date."))
    if isinstance(row, Event):
        plain = ical.event_text(row, words, stamp=_NEVER)
        programme = _programme(row, page, pages, language)
    else:
        plain, programme = ical_parts.call_text(row, words, stamp=_NEVER), ""
    return {
        "page_id": page.pk,
        "title": words.title,
        "summary": words.summary,
        "words_language": words.language,
        "url": words.url,
        "text": plain,
        "programme": programme,
        "zones": ical.zones_of(row) if isinstance(row, Event) else "",
        "first_at": bounds[0],
        "last_at": bounds[1],
        "announced_at": row.announced_at or row.created_at,
    }


def _programme(event: Event, page: Any, pages: Sequence[Any], language: str) -> str:
    """The sessions as entries of their own; breaks are left out."""
    return "".join(
        ical_parts.session_text(session, event, words, stamp=_NEVER)
        for session in event.sessions.all()
        if session.kind != Session.Kind.BREAK
        and (words := words_of_session(session.key, page, pages, language))
    )


def _bounds(row: Event | Call) -> tuple[datetime, datetime | None] | None:
    """The first begin and the last end; no end for what repeats without one."""
    if isinstance(row, Call):
        end = row.closing_moment
        return (end - timedelta(days=1), end) if end else None
    occurrences = row.occurrences.all()
    if not occurrences:
        return None
    first = min(occurrence.starts_at for occurrence in occurrences)
    last = max(occurrence.ends_at for occurrence in occurrences)
    rule = row.rule
    if rule is None:
        return first, last
    if rule.last is None:
        return first, None
    return first, max(last, row.end_of(rule.last))


def stamped(text: str, moment: datetime) -> str:
    """The same text with its moment: building one takes a hundred times as long."""
    return _STAMP.sub(rf"\1:{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}", text)


def stamped_as_before(text: str, before: str, now: datetime) -> str:
    """Entry by entry: what is the same but for its moment keeps that moment."""
    known = {stamped(old, _NEVER): old for old in _split(before)}
    return "".join(known.get(new) or stamped(new, now) for new in _split(text))


def _split(text: str) -> list[str]:
    return re.findall(r"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", text, re.DOTALL)


def checksum_of(text: bytes) -> int:
    """47 bits, so that the sum of ten thousands of them fits into every database."""
    return int.from_bytes(sha256(text).digest()[:6]) >> 1
