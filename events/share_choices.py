"""The choices of sector and of way of taking part, each with what is left of its seats."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from stakeholders.term import Term

from .seat_share import Way
from .sign_up_state import ShareOnOffer, SignUpState


def way_choices(shares: Iterable[ShareOnOffer]) -> list[tuple[str, str]]:
    """On site and online."""
    known = list(shares)
    return [(str(way), _noted(str(label), known, mode=str(way))) for way, label in Way.choices]


def sectors_of(shares: Iterable[ShareOnOffer]) -> dict[str, Term]:
    """The sectors for which there are seats, by the value that their choice has."""
    named = (one.share.sector for one in shares if one.share and one.share.sector)
    return {str(sector.pk): sector for sector in named}


def sector_choices(shares: Iterable[ShareOnOffer]) -> list[tuple[str, str]]:
    """The sectors, below what to choose for who is of none of them, where they may come."""
    known = list(shares)
    first = _("Another one, or none") if is_for_others(known) else _("Choose one")
    named = [
        (value, _noted(str(sector), known, sector_id=sector.pk))
        for value, sector in sectors_of(known).items()
    ]
    return [("", first), *named]


def is_for_others(shares: Iterable[ShareOnOffer]) -> bool:
    """Whether somebody of no sector may come."""
    return any(one.share is None or one.share.sector_id is None for one in shares)


def has_any_left(shares: Iterable[ShareOnOffer]) -> bool:
    """Whether another choice would give a seat or a place on a waiting list."""
    return any(one.state != SignUpState.FULL for one in shares)


def _noted(
    label: str, shares: Iterable[ShareOnOffer], *, sector_id: int | None = None, mode: str = ""
) -> str:
    """The name of a choice, with what is left where one share is exactly of that."""
    for one in shares:
        if one.share and (one.share.sector_id, one.share.mode) == (sector_id, mode):
            return one.text
    return label
