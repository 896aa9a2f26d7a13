"""What a page says or would say, told for people to compare."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events.changed_date import ChangedDateFacts
from events.clock import on_the_wall, zone_of
from events.event_facts import EventFacts
from events.recurrence import BadRule, read_rule
from events.rule_words import in_words
from events.venue import Venue

from .accepting import proposal
from .harvested import Harvested
from .problems import entry_words

LONGEST = 600


def rows_of(row: Harvested) -> list[dict[str, Any]]:
    """Line by line what is there, what would be, and whether somebody keeps it by hand."""
    current, new, kept = proposal(row)
    lines = []
    for names, label, tell in _LINES:
        before = tell(current) if current else ""
        after = tell({**new, "place": row.said.place})
        if before or after:
            lines.append(
                {
                    "label": label,
                    "before": before,
                    "after": after,
                    "is_changed": bool(current) and before != after,
                    "is_kept": bool(kept & names),
                }
            )
    return lines


def notes_of(row: Harvested) -> list[str]:
    """What a moderator should know of an entry."""
    notes = [entry_words(note, part) for note, part in row.said.notes]
    return [*notes, entry_words(row.problem, row.problem_part)] if row.problem else notes


def when(values: dict[str, Any]) -> str:
    zone = zone_of(values["time_zone"])
    start, end = _wall(values["starts_at"], zone), _wall(values["ends_at"], zone)
    form = "DATE_FORMAT" if values["is_all_day"] else "DATETIME_FORMAT"
    begin, finish = date_format(start, form), date_format(end, form)
    if not values["is_all_day"] and start.date() == end.date():
        finish = date_format(end, "TIME_FORMAT")
    said = begin if start == end else f"{begin} – {finish}"
    return said if values["is_all_day"] else f"{said} ({values['time_zone']})"


def _wall(moment: str, zone: Any) -> datetime:
    return on_the_wall(parse_datetime(moment), zone)  # type: ignore[arg-type]  # our own writing


def _repeats(values: dict[str, Any]) -> str:
    text = values["recurrence"]
    if not text:
        return ""
    try:
        first = _wall(values["starts_at"], zone_of(values["time_zone"]))
        return in_words(read_rule(text, first)) or text
    except BadRule:
        return str(text)


def _dates(values: dict[str, Any]) -> str:
    zone = zone_of(values["time_zone"])
    kinds = ChangedDateFacts.Kind
    told = []
    for day, one in values["changed_dates"].items():
        on = date_format(date.fromisoformat(day), "SHORT_DATE_FORMAT")
        said = f"{on}: {kinds(one['kind']).label}"
        if one["starts_at"]:
            said += f" {date_format(_wall(one['starts_at'], zone), 'SHORT_DATETIME_FORMAT')}"
        told.append(f"{said} {one['title']}".strip())
    more = len(told) - 20
    if more > 0:
        told[20:] = [ngettext("and %(more)s more", "and %(more)s more", more) % {"more": more}]
    return "; ".join(told)


def _where(values: dict[str, Any]) -> str:
    if values["mode"] == EventFacts.Mode.ONLINE:
        return _("Online")
    venue = Venue.objects.filter(pk=values["venue"]).first()
    return str(venue) if venue else str(values.get("place", ""))


def _text(values: dict[str, Any]) -> str:
    body = strip_tags(values["body"].replace("</p>", "\n").replace("<br/>", "\n"))
    begins = values["summary"].removesuffix("…")
    text = body.strip() if body.startswith(begins) else f"{values['summary']}\n{body.strip()}"
    text = text.strip()
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


_LINES: tuple[tuple[set[str], Any, Callable[[dict[str, Any]], str]], ...] = (
    ({"title"}, gettext_lazy("Title"), lambda values: str(values["title"])),
    ({"starts_at", "ends_at", "time_zone"}, gettext_lazy("When"), when),
    ({"recurrence"}, gettext_lazy("Repeats"), _repeats),
    ({"changed_dates"}, gettext_lazy("Other dates"), _dates),
    ({"venue", "mode"}, gettext_lazy("Where"), _where),
    (
        {"status"},
        gettext_lazy("Status"),
        lambda values: str(EventFacts.Status(values["status"]).label),
    ),
    ({"summary", "body"}, gettext_lazy("Text"), _text),
)
