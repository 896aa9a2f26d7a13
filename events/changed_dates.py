"""The dates of a series that differ, in the editor's form: which are refused, and why."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from . import too_few
from .changed_date import ChangedDateFacts
from .recurrence import BadRule, Rule

Kind = ChangedDateFacts.Kind


def check_changed_dates(event: Any, forms: list[Any]) -> None:
    """Say at its field what is wrong with a date that differs; `event` has the facts as typed."""
    try:
        rule = event.rule
    except BadRule:
        return  # said at the rule; without it nobody knows which dates there are
    seen: set[date] = set()
    for form in forms:
        on, kind = form.cleaned_data.get("on"), form.cleaned_data.get("kind")
        if form.cleaned_data.get("DELETE") or on is None or kind is None:
            continue
        for name, said in refusals(event, rule, form.cleaned_data):
            form.add_error(name, said)
        if on in seen:
            form.add_error("on", _("This day stands in the list already. Keep one of the two."))
        seen.add(on)


def refusals(event: Any, rule: Rule | None, typed: dict[str, Any]) -> list[tuple[str, Any]]:
    """What is wrong with one date that differs, each with the name of its field."""
    found: list[tuple[str, Any]] = []
    is_named = _is_named(event, rule, typed["on"])
    if typed["kind"] == Kind.EXTRA and is_named:
        found.append(("on", _("The event has this date anyway. Choose what is different on it.")))
    elif typed["kind"] != Kind.EXTRA and not is_named:
        found.append(("on", _no_such_date(event, rule, typed["on"])))
    differing = ("venue", "room", "capacity", "title", "note")
    if typed["kind"] == Kind.CHANGED and not any(typed.get(name) for name in differing):
        found.append(("kind", _("Say what is different: place, title, number of seats or a note.")))
    room, venue = typed.get("room"), typed.get("venue") or event.venue
    if room and venue and room.venue_id != venue.pk:
        found.append(("room", _("This room is in another venue. Choose the venue, too.")))
    if event.facts is not None:
        try:
            too_few.refuse_too_few(event.facts, typed.get("capacity"), on=typed["on"])
        except ValidationError as error:
            found.append(("capacity", error))
    return found


def _is_named(event: Any, rule: Rule | None, day: date) -> bool:
    if rule is None:
        return bool(day == event.first_wall.date())
    return bool(_named(rule, day, day + timedelta(days=1)))


def _named(rule: Rule, first: date, end: date) -> list[datetime]:
    """The dates of the rule from one day up to another, also those left out."""
    start = datetime.combine(first, time.min)
    return [wall for wall in rule.until(datetime.combine(end, time.min)) if wall >= start]


def _no_such_date(event: Any, rule: Rule | None, day: date) -> str:
    """The day is none of the event's: name those around it."""
    told = {"day": date_format(day, "DATE_FORMAT")}
    if rule is None:
        told["only"] = date_format(event.first_wall.date(), "DATE_FORMAT")
        return _("The event has no date on %(day)s. It happens once, on %(only)s.") % told
    before = _named(rule, day - timedelta(days=400), day)[-1:]
    after = next((wall for wall in _named(rule, day, day + timedelta(days=400))), None)
    near = [date_format(wall.date(), "DATE_FORMAT") for wall in (*before, after) if wall]
    if not near:
        return _("The event has no date on %(day)s.") % told
    told["near"] = ", ".join(near)
    return _("The event has no date on %(day)s. Near it are: %(near)s.") % told
