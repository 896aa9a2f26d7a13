"""Where an event comes from that a partner's calendar told: whose it is, and how to get there."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Origin:
    """The calendar from which an event was taken over, and where it stands there."""

    name: str
    website: str
    licence: str
    licence_url: str
    url: str


def origin_of(page: Any) -> Origin | None:
    """The origin of the event of a page in any language; none for events of the team's own."""
    if page.facts is None:
        return None
    # By the names of the relations: entries stand on a higher floor, upon pages.
    told = page.facts.pages.exclude(harvested=None).values(
        "harvested__source__name",
        "harvested__source__website",
        "harvested__source__licence",
        "harvested__source__licence_url",
        "harvested__content__url",
    )
    first = told.order_by("harvested").first()
    if first is None:
        return None
    values = {name.rpartition("__")[2]: value or "" for name, value in first.items()}
    return Origin(**{**values, "url": values["url"] or values["website"]})
