"""What calendars and letters say of an event: the words of one page, also those for one date."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from .changed_date import DateWords, date_words
from .occurrence import Occurrence
from .remembering import once


@dataclass(frozen=True)
class Words:
    """What a calendar says of an event: from the page in `language`, in the feed's `feed`."""

    title: str
    summary: str
    url: str
    language: str
    feed: str
    note: str = ""
    place_note: str = ""
    image: str = ""
    image_type: str = ""
    dates: Mapping[UUID, DateWords] = field(default_factory=dict)

    def of(self, occurrence: Occurrence) -> "Words":
        """The words for one date, which may have a title and a note of its own."""
        own = self.dates.get(occurrence.change_key) if occurrence.change_key else None
        if own is None:
            return self
        return replace(self, title=own.title, note=own.note or self.note)


@once
def words_of(page: Any, language: str) -> Words:
    """What a page says, for a calendar in `language`."""
    original = page
    while original.alias_of_id:
        original = original.alias_of
    return Words(
        title=page.title,
        summary=page.summary,
        url=page.full_url or "",
        language=original.locale.language_code,
        feed=language,
        note=getattr(page, "status_note", ""),
        place_note=getattr(page, "place_note", ""),
        dates=_words_of_dates(page),
    )


def _words_of_dates(page: Any) -> dict[UUID, DateWords]:
    """What the page says of single dates that differ, where it says anything."""
    drafts = page.changed_dates.all() if hasattr(page, "changed_dates") else ()
    told = (item for item in drafts if item.key and (item.title or item.note))
    return {item.key: date_words(page, item.key) for item in told}
