"""The field in which an editor says how an event repeats: parts to choose, one rule to keep."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.widgets import Script
from django.utils.dates import WEEKDAYS as WEEKDAY_NAMES
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .recurrence import MOST
from .repetition import PARTS, WEEKDAYS, BadPart, Mend, Often, Repetition, read_repetition

OFTEN = [
    (Often.ONCE.value, _("Never: it happens once")),
    (Often.DAILY.value, _("Daily")),
    (Often.WEEKLY.value, _("Weekly")),
    (Often.MONTHLY.value, _("Monthly")),
    (Often.YEARLY.value, _("Yearly")),
    (Often.OTHER.value, _("By another rule")),
]
DAYS = [(code, WEEKDAY_NAMES[number]) for number, code in enumerate(WEEKDAYS)]
BY = [("day", _("on a day of the month")), ("weekday", _("on a weekday of the month"))]
PLACES = [
    ("1", pgettext_lazy("weekday of the month", "first")),
    ("2", pgettext_lazy("weekday of the month", "second")),
    ("3", pgettext_lazy("weekday of the month", "third")),
    ("4", pgettext_lazy("weekday of the month", "fourth")),
    ("5", pgettext_lazy("weekday of the month", "fifth")),
    ("-1", pgettext_lazy("weekday of the month", "last")),
]
MONTH_DAYS = [
    ("", _("the day on which it begins")),
    *((str(day), str(day)) for day in range(1, 32)),
    ("-1", _("the last day")),
]
ENDS = [("never", _("never")), ("until", _("on a day")), ("count", _("after a number of times"))]

MEND = {
    Mend.OFTEN: _("Choose one of the ways to repeat."),
    Mend.NUMBER: _("Write a whole number from 1 to %(most)s.") % {"most": MOST},
    Mend.DAY: _("Tick days from the list."),
    Mend.MONTH_DAY: _("Choose a day from the list."),
    Mend.WEEKDAY: _("Choose which weekday of the month it is, such as the second Tuesday."),
    Mend.DATE: _("Give the last day as a date, or let it end never or after a number of times."),
    Mend.RULE: _("Write a rule such as FREQ=YEARLY;BYMONTH=5;BYDAY=2SU."),
}
NAMES = {
    "every": _("Interval"),
    "days": _("Weekdays"),
    "month_day": _("Day of the month"),
    "weekday": _("Weekday of the month"),
    "until": _("Last day"),
    "count": _("How many times"),
    "rule": _("Rule"),
}


class RuleWidget(forms.Widget):
    """Parts to choose; works without a script, which only hides those that do not apply."""

    template_name = "events/widgets/rule.html"
    bad_parts: tuple[str, ...] = ()

    class Media:
        js = (Script("events/rule.js", type="module"),)
        css = {"all": ("events/admin.css",)}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Repetition | str | None:
        """The parts as typed; a rule by itself where a program posts one."""
        if name in data:
            return str(data[name])
        if self.value_omitted_from_data(data, files, name):
            return None
        posted = {part: str(data.get(f"{name}-{part}", "")).strip() for part in PARTS}
        listed = data.getlist if hasattr(data, "getlist") else lambda key: data.get(key, [])
        return Repetition(**{**posted, "days": tuple(listed(f"{name}-days"))})  # type: ignore[arg-type]  # all others are text

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and f"{name}-often" not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, None, attrs)
        told = value if isinstance(value, Repetition) else read_repetition(value or "")
        context["widget"] |= {
            "value": told,
            "bad_parts": self.bad_parts,
            "described_by": (attrs or {}).get("aria-describedby", ""),
            "most": MOST,
            "choices": {
                "often": OFTEN,
                "days": DAYS,
                "by": BY,
                "places": PLACES,
                "month_days": MONTH_DAYS,
                "weekdays": DAYS,
                "ends": ENDS,
            },
        }
        return context

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-often" if id_ else id_


class RuleFormField(forms.Field):
    """Reads the parts; says which of them to mend, and keeps all as typed."""

    widget = RuleWidget

    def __init__(self, *, max_length: int = 255, **kwargs: Any) -> None:
        kwargs.pop("empty_value", None)
        super().__init__(**kwargs)
        self.max_length = max_length

    def prepare_value(self, value: Any) -> Any:
        return read_repetition(value) if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        try:
            text = value.text if isinstance(value, Repetition) else (value or "").strip()
        except BadPart as bad:
            wrong = value.bad_parts() or [bad]
            self.widget.bad_parts = tuple(one.name for one in wrong)  # type: ignore[attr-defined]  # a RuleWidget
            raise ValidationError([_refusal(one) for one in wrong]) from bad
        if len(text) > self.max_length:
            raise ValidationError(_("This rule is too long. Leave out what it does not need."))
        return text

    def has_changed(self, initial: Any, data: Any) -> bool:
        was = initial if isinstance(initial, Repetition) else read_repetition(initial or "")
        now = data if isinstance(data, Repetition) else read_repetition(data or "")
        return was != now


def _refusal(bad: BadPart) -> ValidationError:
    """What is to be mended, and in which part."""
    said, name = str(MEND[bad.mend]), NAMES.get(bad.name)
    return ValidationError(f"{name}: {said}" if name else said, code=bad.name)


class RuleField(models.CharField):
    """A rule of RFC 5545 that editors choose in parts."""

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{**kwargs, "form_class": RuleFormField, "widget": RuleWidget})

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs
