"""The next dates of an event as a form has it: what editors see before they publish."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.panels import Panel

from . import schedule
from .changed_date import ChangedDateFacts
from .occurrence import Occurrence
from .recurrence import BadRule, Rule

FEW = 6


@dataclass(frozen=True)
class ComingDate:
    """One date that the facts give, or that they leave out."""

    occurrence: Occurrence
    mark: str = ""

    @property
    def mark_text(self) -> str:
        return {
            "left-out": _("left out"),
            "cancelled": _("cancelled"),
            "moved": _("moved"),
            "extra": _("extra date"),
            "changed": _("differs"),
        }.get(self.mark, "")


@dataclass(frozen=True)
class ComingDates:
    """How an event repeats, in words, and its next few dates; after the last one, its last few."""

    summary: str
    items: list[ComingDate]
    more: int
    is_endless: bool


def coming_dates(facts: Any, now: datetime | None = None) -> ComingDates | None:
    """What the facts of a row or a draft give; None where they give no dates yet."""
    if facts.starts_at is None or facts.ends_at is None or facts.ends_at < facts.starts_at:
        return None
    try:
        rule: Rule | None = facts.rule
    except BadRule:
        return None
    event, occurrences = schedule.draft_of(facts)
    kinds = {change.key: change.kind for change in facts.changed_dates.all()}
    dates = [ComingDate(one, _mark(one, kinds)) for one in occurrences]
    if rule is not None:
        left_out = (schedule.on_the_rule(event, wall) for wall in rule.skipped())
        dates += [ComingDate(one, ChangedDateFacts.Kind.LEFT_OUT) for one in left_out]
    dates.sort(key=lambda one: one.occurrence.starts_at)
    moment = now or timezone.now()
    ahead = [one for one in dates if one.occurrence.ends_at > moment]
    return ComingDates(
        summary=facts.repeats,
        items=ahead[:FEW] or dates[-FEW:],
        more=max(0, len(ahead) - FEW),
        is_endless=rule is not None and rule.is_endless,
    )


def _mark(occurrence: Occurrence, kinds: dict[Any, str]) -> str:
    if occurrence.is_extra:
        return str(ChangedDateFacts.Kind.EXTRA)
    return str(kinds.get(occurrence.change_key, "")) if occurrence.change_key else ""


class DatesPanel(Panel):
    """Shows the next dates below the fields that make them; a script keeps it up to date."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "events/admin/dates_panel.html"

        def get_context_data(self, parent_context: Any = None) -> Any:
            return super().get_context_data(parent_context) | {
                "dates": coming_dates(self.instance),
                "facts": self.instance,
                "address": reverse("events_coming_dates"),
                "is_stale": self.form is not None and self.form.is_bound,
            }
