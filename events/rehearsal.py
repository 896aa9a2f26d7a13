"""What publishing a draft would do: it is done, looked at, and taken back.

Another reckoning beside the real one would drift from it. So the draft's facts are written to the
row and all that follows happens, letters included, in a transaction that is rolled back. What is
to happen after a commit is forgotten with it: no letter leaves, no cache is purged. The page
itself is not saved, since that would tell search engines outside the database of a draft.
"""

from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.signal_handlers import disable_reference_index_auto_update

from stakeholders.facts import FactsPage

from . import conf, entry
from .busy import in_one_go
from .clashes import Clash, clashes_of
from .event import Event
from .impact import Impact, look_at, seen
from .words import words_of


@dataclass(frozen=True)
class Promise:
    """What publishing a page will do, as things stand now."""

    page: Any
    impact: Impact
    calendars: frozenset[str]
    clashes: list[Clash]
    known_clashes: list[Clash]
    errors: dict[str, list[str]] = field(default_factory=dict)

    @property
    def goes_live_at(self) -> datetime | None:
        """When it is to be published, if not at once."""
        moment: datetime | None = self.page.go_live_at
        return moment if moment and moment > timezone.now() else None

    @property
    def asks(self) -> bool:
        """Whether somebody should look at it before it is done."""
        return bool(self.clashes) or self.impact.touches_people


def promised(draft: Any) -> Promise:
    """What would be if this draft were published now; nothing is changed."""
    with disable_reference_index_auto_update():
        return in_one_go(partial(_rehearse, draft))


def _rehearse(draft: Any) -> Promise:
    promise = _publish(draft)
    transaction.set_rollback(True)
    return promise


def _publish(draft: Any) -> Promise:
    before = _public_pages(draft)
    errors = _errors(draft)
    draft.live = True
    draft.settle_facts()
    row = draft.facts
    known = _clashes(row)
    if errors or not draft.is_facts_home:
        look = look_at(row)
        impact = Impact(frozenset(), look, look, ())
    else:
        impact = seen(row, partial(FactsPage.write_facts, draft))
    now = _clashes(row) if impact.changed else known
    old = {clash.identity for clash in known}
    return Promise(
        page=draft,
        impact=impact,
        calendars=frozenset(impact.calendars | _languages_of_words(draft, row, before)),
        clashes=[clash for clash in now if clash.identity not in old],
        known_clashes=[clash for clash in now if clash.identity in old],
        errors=errors,
    )


def _errors(draft: Any) -> dict[str, list[str]]:
    """Why it cannot be published as it is, by field; a new page was asked by its form."""
    if draft.pk is None:
        return {}
    try:
        draft.full_clean()
    except ValidationError as error:
        return error.message_dict
    return {}


def _clashes(row: Any) -> list[Clash]:
    return clashes_of(row) if isinstance(row, Event) else []


def _public_pages(draft: Any) -> list[Any]:
    pages = type(draft).objects.live().public().filter(facts=draft.facts_id)
    return list(pages.select_related("locale").order_by("pk")) if draft.facts_id else []


def _languages_of_words(draft: Any, row: Any, before: list[Any]) -> set[str]:
    """The calendars that speak with the words of this page, if it says something new."""
    if draft.pk is None or draft.get_view_restrictions().exists():
        return set()
    after = [page for page in before if page.pk != draft.pk] + [draft]
    words = {id(page): _session_words(page) for page in (*before, draft)}
    return {
        language
        for language, _name in conf.languages()
        if _said(row, before, language, words) != _said(row, after, language, words)
    }


def _said(row: Any, pages: list[Any], language: str, words: dict[int, Any]) -> Any:
    """What is said of it and of its sessions, of each by the page that calendars would take."""
    page = entry.page_for(row, pages, language)
    if page is None:
        return None
    sessions: dict[Any, Any] = {}
    for other in (page, *pages):
        sessions = words[id(other)] | sessions
    return words_of(page, language), sessions


def _session_words(page: Any) -> dict[Any, tuple[str, ...]]:
    """What a page says of its sessions; breaks are in no calendar."""
    listed = page.sessions.all() if hasattr(page, "sessions") else ()
    return {
        one.key: (one.title, one.summary, page.locale.language_code)
        for one in listed
        if one.kind != one.Kind.BREAK
    }
