"""The shares of the seats in the editor's form: which are refused, and why."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .capacity import named_seats
from .event import Event
from .taking_part import Mode
from .too_few import refuse_too_few_of_share


def check_seat_shares(form: Any, shares: Iterable[Any], changed_dates: Iterable[Any]) -> None:
    """Say at its field what is wrong with the seats and their shares; `form` is the event's."""
    chosen = [one for one in shares if not one.cleaned_data.get("DELETE")]
    typed = form.cleaned_data
    seen: set[tuple[int | None, str]] = set()
    for one in chosen:
        for name, said in _refusals(one.instance, typed):
            one.add_error(name, said)
        whom = (one.instance.sector_id, one.instance.mode)
        if whom in seen:
            one.add_error("sector", _("They stand in the list already. Keep one of the two."))
        seen.add(whom)
        _refuse_too_few(one, form.instance.facts)
    named = named_seats(one.instance for one in chosen)
    _refuse_too_many(form, "capacity", typed.get("capacity"), named)
    for date in changed_dates:
        if not date.cleaned_data.get("DELETE"):
            _refuse_too_many(date, "capacity", date.cleaned_data.get("capacity"), named)
    _check_held_back(form, typed, named)


def _refusals(share: Any, event: dict[str, Any]) -> Iterable[tuple[str, str]]:
    if share.sector_id is None and not share.mode:
        yield "sector", _("Say for whom these seats are: a sector, a way of taking part, or both.")
    if share.mode and event.get("mode") != Mode.HYBRID:
        yield "mode", _("Leave it empty: at this event all take part in the same way.")
    if share.seats is None and event.get("capacity") is not None:
        yield "seats", _("Say how many, or leave the seats of the whole event empty, too.")
    if share.seats is None and share.held_back:
        yield "held_back", _("Where there is no limit, nothing needs to be held back.")
    if share.seats is not None and share.held_back > share.seats:
        yield (
            "held_back",
            _("These are more than there are. Hold back %(seats)s at most.")
            % {"seats": share.seats},
        )


def _refuse_too_few(form: Any, event: Event | None) -> None:
    if event is None or form.instance.key is None:
        return
    try:
        refuse_too_few_of_share(event, form.instance.key, form.instance.seats)
    except ValidationError as error:
        form.add_error("seats", error)


def _refuse_too_many(form: Any, field: str, seats: int | None, named: int) -> None:
    """Where the shares name more seats than there are in all."""
    if seats is not None and named > seats:
        said = _(
            "The shares have %(named)s seats together, which is more. Give at least as many here,"
            " or fewer there."
        )
        form.add_error(field, said % {"named": named})


def _check_held_back(form: Any, typed: dict[str, Any], named: int) -> None:
    seats, held_back = typed.get("capacity"), typed.get("held_back") or 0
    if not held_back or form.has_error("capacity"):
        return
    if seats is None:
        form.add_error("held_back", _("Where there is no limit, nothing needs to be held back."))
    elif held_back > seats - named:
        said = _("Of the seats for everybody there are %(seats)s. Hold back so many at most.")
        form.add_error("held_back", said % {"seats": max(seats - named, 0)})
