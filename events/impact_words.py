"""What publishing will do, in lists and words, as the page before it shows them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stakeholders.panels import edit_url, fact_label, told_value

from . import conf
from .clashes import Clash
from .event import Event
from .impact import Impact
from .impact_members import list_lines
from .occurrence import Occurrence
from .outbox import Kind
from .rehearsal import Promise
from .subject import session_name, session_titles, when

SHOWN = 6
"""So many dates stand open on the page; more of them unfold."""


@dataclass(frozen=True)
class Dates:
    """A list of dates under one heading: those shown at once, and the others."""

    heading: str
    lines: list[tuple[str, str]]

    @property
    def first(self) -> list[tuple[str, str]]:
        return self.lines[:SHOWN]

    @property
    def others(self) -> list[tuple[str, str]]:
        return self.lines[SHOWN:]


@dataclass(frozen=True)
class ClashLines:
    """All clashes with one event over one thing: a place, an organisation or a speaker."""

    kind: str
    over: str
    event: str
    url: str | None
    is_within: bool
    lines: list[str]


def facts_lines(promise: Promise) -> list[tuple[str, str, str]]:
    """Facts that change, and members of lists: what, from, to."""
    before, after = promise.impact.before.row, promise.impact.after.row
    names = [name for name in before.FACTS if name in promise.impact.changed]
    page = promise.page
    told = [
        (fact_label(page, one), told_value(before, one) or "–", told_value(after, one) or "–")
        for one in names
    ]
    return told + list(list_lines(promise))


def dates_lists(impact: Impact) -> Iterator[Dates]:
    """What becomes of the dates; a list that is empty is not there."""
    moved = [(when(move.old), when(move.new)) for move in impact.moved]
    elsewhere = [
        (_place(move.old), f"{_place(move.new)}: {when(move.new)}") for move in impact.elsewhere
    ]
    lists = (
        (_("Moved"), moved),
        (_("In another place"), elsewhere),
        (_("Cancelled"), _lines(impact.cancelled)),
        (_("Postponed"), _lines(impact.postponed)),
        (_("Take place after all"), _lines(impact.resumed)),
        (_("New"), _lines(impact.added)),
        (_("Gone"), _lines(impact.dropped)),
        (_("Left by the rule, kept since people are registered"), _lines(impact.kept)),
    )
    return (Dates(heading, lines) for heading, lines in lists if lines)


def _place(occurrence: Occurrence) -> str:
    parts = (occurrence.room, occurrence.venue)
    return ", ".join(part.label for part in parts if part is not None) or "–"


def _lines(dates: Iterable[Occurrence]) -> list[tuple[str, str]]:
    return [("", when(one)) for one in dates]


def letters_lines(impact: Impact) -> list[str]:
    """How many letters of which kind in which language."""
    names = dict(conf.languages())
    kinds = dict(Kind.choices)
    return [
        _("“%(letter)s”, %(language)s: %(count)s")
        % {"letter": kinds[kind], "language": names.get(language, language), "count": count}
        for (kind, language), count in impact.letter_counts.items()
    ]


def people_sentences(impact: Impact) -> list[str]:
    """Whom it concerns besides those who get a letter."""
    sentences = (
        (
            impact.seated,
            ngettext(
                "%(count)s registration comes off the waiting list.",
                "%(count)s registrations come off the waiting list.",
                impact.seated,
            ),
        ),
        (
            impact.unseated,
            ngettext(
                "%(count)s registration loses a session that was chosen.",
                "%(count)s registrations lose a session that was chosen.",
                impact.unseated,
            ),
        ),
        (
            impact.untold,
            ngettext(
                "%(count)s registration hears nothing, since its address is not confirmed.",
                "%(count)s registrations hear nothing, since their addresses are not confirmed.",
                impact.untold,
            ),
        ),
    )
    return [sentence % {"count": count} for count, sentence in sentences if count]


def told_sentence(impact: Impact) -> str:
    """How many people, in how many languages."""
    people = ngettext("%(count)s person", "%(count)s people", len(impact.told))
    languages = ngettext("%(count)s language", "%(count)s languages", len(impact.languages))
    return _("Letters go to %(people)s in %(languages)s.") % {
        "people": people % {"count": len(impact.told)},
        "languages": languages % {"count": len(impact.languages)},
    }


def clash_lists(clashes: list[Clash], page: Any, user: Any) -> list[ClashLines]:
    """Clashes by what they are over and with whom, each with the way there."""

    def thing(clash: Clash) -> tuple[str, str, int]:
        return clash.mine.kind, clash.mine.label, clash.event.pk

    return [
        _clash_lines(list(group), page, user)
        for _thing, group in groupby(sorted(clashes, key=thing), key=thing)
    ]


def _clash_lines(clashes: list[Clash], page: Any, user: Any) -> ClashLines:
    first = clashes[0]
    home = page if first.is_within else _home_of(first.event)
    return ClashLines(
        kind=str(first.mine.kind),
        over=first.mine.label,
        event=home.title if home else str(first.event.public_id),
        url=None if first.is_within else edit_url(home, user) or (home and home.get_url()),
        is_within=first.is_within,
        lines=list(dict.fromkeys(_clash_line(clash, page) for clash in clashes)),
    )


def _home_of(event: Event) -> Any:
    """The live page by which people know it, from pages that are at hand."""
    live = [page for page in event.pages.all() if page.live]
    return next((page for page in live if page.locale_id == event.home_locale_id), live[0])


def _clash_line(clash: Clash, page: Any) -> str:
    theirs = clash.theirs
    if not clash.is_within:
        return when(theirs.occurrence)
    titles = session_titles(page)
    names = (clash.mine.session, theirs.session)
    return " / ".join(session_name(one, titles, clash.event) for one in names)


def language_names(codes: Iterable[str]) -> list[str]:
    chosen = set(codes)
    return [name for code, name in conf.languages() if code in chosen]


def other_pages(promise: Promise) -> list[Any]:
    """The live pages in other languages that show the same facts, if those change."""
    if not promise.impact.changed:
        return []
    pages = promise.impact.before.row.pages.live().exclude(pk=promise.page.pk)
    return list(pages.select_related("locale").order_by("locale__language_code", "pk"))
