"""Picking whom to invite: by sector, level, alliance, district, words or a pasted list."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from events import conf
from events.event import Event
from events.invitation import Invitation
from events.inviting import address_of
from stakeholders.directory import (
    FILTERS,
    Directory,
    public_organisations,
    public_pages,
    shown_pages,
)
from stakeholders.folding import folded
from stakeholders.organisation import Organisation

from .missing import standing_of

AT_ONCE = 200
"""So many organisations on a page; once invited, the others follow."""
LONGEST_LIST = 20_000


@dataclass(frozen=True)
class Candidate:
    """An organisation that may be invited: its title, its address, and whether it is already."""

    organisation: Organisation
    title: str
    email: str
    language: str
    is_invited: bool
    is_chosen: bool


@dataclass(frozen=True)
class Asked:
    """What the team looks for."""

    words: str = ""
    chosen: tuple[tuple[str, str], ...] = ()
    pasted: str = ""
    without: str = ""
    """The vocabulary of which they have no term, such as "sector"."""
    only_left_out: bool = False

    @classmethod
    def of(cls, data: Any) -> "Asked":
        return cls(
            words=data.get("q", ""),
            chosen=tuple((name, data.get(name, "")) for name in FILTERS),
            pasted=data.get("pasted", "")[:LONGEST_LIST],
            without=data.get("without", ""),
            only_left_out=bool(data.get("left_out")),
        )


@dataclass(frozen=True)
class Found:
    """The organisations found, the first of them; names of a list that nobody has."""

    candidates: list[Candidate]
    count: int
    unknown: list[str]
    facets: list[Any]


def find(event: Event, asked: Asked) -> Found:
    """In as many queries for many as for one."""
    directory = Directory(words=asked.words, chosen=dict(asked.chosen))
    rows = directory.organisations().prefetch_related("contact_points")
    unknown: list[str] = []
    if asked.pasted.strip():
        keys, unknown = keys_of(names_in(asked.pasted))
        rows = rows.filter(pk__in=keys)
    if asked.without in WITHOUT:
        rows = rows.filter(**{WITHOUT[asked.without]: None})
    if asked.only_left_out:
        rows = rows.filter(pk__in=standing_of(event).left_out)
    found = list(rows.select_related("home_locale")[:AT_ONCE])
    count = len(found) if len(found) < AT_ONCE else rows.count()
    is_chosen = asked.only_left_out or bool(asked.pasted.strip())
    return Found(_candidates(event, found, is_chosen), count, unknown, directory.facets())


WITHOUT = {"sector": "sectors", "level": "levels", "district": "districts"}


def _candidates(event: Event, rows: list[Organisation], is_chosen: bool) -> list[Candidate]:
    invited = set(
        Invitation.objects.standing()
        .filter(event=event, organisation__in=rows)
        .values_list("organisation_id", flat=True)
    )
    pages = shown_pages(rows)
    return [
        Candidate(
            organisation=row,
            title=pages[row.pk].title if row.pk in pages else str(row),
            email=(email := address_of(row.contact_points.all())),
            language=language_of(row),
            is_invited=row.pk in invited,
            is_chosen=is_chosen and bool(email) and row.pk not in invited,
        )
        for row in rows
    ]


def language_of(organisation: Organisation) -> str:
    """In which its own page was written, if letters are written in it."""
    home = organisation.home_locale
    known = [code for code, _name in conf.languages()]
    code = home.language_code if home else ""
    return code if code in known else (known[0] if known else "en")


# A pasted list


def names_in(text: str) -> list[str]:
    """One per line; of a line copied from a table, the first cell."""
    lines = (re.split(r"\t|;", line)[0].strip() for line in text.splitlines())
    return list(dict.fromkeys(line for line in lines if line))


def keys_of(names: Iterable[str]) -> tuple[set[int], list[str]]:
    """The organisations with these names or codes, and the names that nobody has."""
    known: dict[str, int] = {}
    public = public_organisations()
    for key, name, code in public.values_list("pk", "name", "code"):
        known |= {folded(name): key, folded(code): key}
    titles = public_pages().filter(facts__in=public).values_list("facts", "title")
    for key, title in titles:
        known[folded(title)] = key
    found = {name: known.get(folded(name)) for name in names}
    keys = {key for key in found.values() if key is not None}
    return keys, [name for name, key in found.items() if key is None]
