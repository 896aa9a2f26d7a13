"""A tap as a page or a device sends it: read, done, and answered in words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events import check_in, conf
from events.asking.plain import one_line
from events.check_in import CheckIn, NoSeat, Tap
from events.helper_link import open_from
from events.occurrence import Occurrence
from events.registration import Registration

from .access import Access
from .guests import Guest, guest_of


class NotUnderstood(Exception):  # noqa: N818 - an honest answer, no error
    """What was sent names nobody of this date, or nothing that can be done."""


@dataclass(frozen=True)
class Done:
    """What became of a tap. `is_news`: it is as the helper wished."""

    said: str
    is_news: bool = True
    guest: Guest | None = None


def do(sent: Any, occurrence: Occurrence, access: Access) -> Done:
    """Do what was sent. Raises NotUnderstood or Busy; nothing is changed then."""
    deed = DEEDS.get(sent.get("deed", ""))
    if deed is None:
        raise NotUnderstood
    return deed(sent, occurrence, access)


def _let_in(sent: Any, occurrence: Occurrence, access: Access) -> Done:
    registration = _registration(sent, occurrence)
    try:
        made = check_in.let_in(registration, _tap(sent, occurrence, access), seats=_seats(sent))
    except NoSeat:
        guest = guest_of(registration, occurrence)
        said = _("%(name)s has no seat: %(why)s.") % {"name": guest.name, "why": guest.said}
        return Done(said, is_news=False, guest=guest)
    return _said_of(made, guest_of(registration, occurrence))


def _said_of(made: CheckIn, guest: Guest) -> Done:
    if not made.seats:
        told = {"name": guest.name, "how": guest.said}
        return Done(_("Counted before: %(name)s. %(how)s") % told, is_news=False, guest=guest)
    if made.undone_at:
        return Done(_("%(name)s: taken back.") % {"name": guest.name}, guest=guest)
    said = ngettext("%(name)s is in.", "%(name)s: %(seats)s people are in.", made.seats)
    return Done(said % {"name": guest.name, "seats": made.seats}, guest=guest)


def _undo(sent: Any, occurrence: Occurrence, access: Access) -> Done:
    """A tap is known by its number; a walk-in's device knows nothing else of it."""
    taps = [_uuid(one) for one in sent.get("undo", "").split(",")]
    of_today = CheckIn.objects.filter(registration__occurrence=occurrence)
    made = of_today.filter(uuid__in=taps).select_related("registration").first()
    if made is None:
        raise NotUnderstood
    made.registration.occurrence = occurrence
    check_in.undo(made.registration, taps)
    guest = guest_of(made.registration, occurrence)
    return Done(_("%(name)s: taken back.") % {"name": guest.name}, guest=guest)


def _walk_in(sent: Any, occurrence: Occurrence, access: Access) -> Done:
    name = one_line(sent.get("name", ""))[:200]
    if not name:
        return Done(_("Write a name first."), is_news=False)
    tap, language = _tap(sent, occurrence, access), conf.active_language()
    try:
        made = check_in.walk_in(occurrence, name, tap, language=language)
    except NoSeat:
        said = _("All seats are taken, or somebody waits for them: %(name)s is not counted.")
        return Done(said % {"name": name}, is_news=False)
    return _said_of(made, guest_of(made.registration, occurrence))


DEEDS = {"let-in": _let_in, "undo": _undo, "walk-in": _walk_in}


def _registration(sent: Any, occurrence: Occurrence) -> Registration:
    """Of this date and of no other, whatever the device says."""
    rows = Registration.objects.filter(occurrence=occurrence, forgotten_at=None)
    found = rows.filter(uuid=_uuid(sent.get("registration", ""))).first()
    if found is None:
        raise NotUnderstood
    found.occurrence = occurrence
    return found


def _tap(sent: Any, occurrence: Occurrence, access: Access) -> Tap:
    may_exceed = access.may_exceed and bool(sent.get("exceed"))
    at = _moment(sent.get("at", ""), occurrence)
    return Tap(_uuid(sent.get("tap", "")), by=access.by, at=at, may_exceed=may_exceed)


def _moment(text: str, occurrence: Occurrence) -> datetime:
    """When it was tapped, by the device's clock as far as that can be true."""
    now = timezone.now()
    try:
        told = parse_datetime(text)
    except ValueError:
        told = None
    if told is None or timezone.is_naive(told):
        return now
    return min(max(told, open_from(occurrence)), now)


def _seats(sent: Any) -> int:
    text = sent.get("seats", "1")
    if not (text.isascii() and text.isdigit() and len(text) < 5) or int(text) == 0:
        raise NotUnderstood
    return int(text)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotUnderstood from error
