"""How a visitor looks at the agenda: a view, a period, filters; read from the address."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from .selection import Selection, UnknownValue, read_selection

FILTERS = ("topic", "organisation", "sector", "mode", "language")
VIEWS = {"list": _("List"), "month": _("Month"), "week": _("Week"), "past": _("Past")}
PERIODS = ("month", "week", "day")
FIRST_YEAR, LAST_YEAR = 1990, 2100


@dataclass(frozen=True)
class Viewing:
    """How the agenda is asked for; `problem` says which value it does not know."""

    view: str = "list"
    day: date = field(default_factory=timezone.localdate)
    selection: Selection = field(default_factory=Selection)
    words: str = ""
    only_open: bool = False
    problem: str = ""

    @property
    def is_filtered(self) -> bool:
        return bool(self.selection or self.words or self.only_open or self.problem)

    @property
    def is_period(self) -> bool:
        """Whether it shows a month, a week or a day, from which one goes to the next."""
        return self.view in PERIODS

    @property
    def month(self) -> date:
        """The first day of the month that is shown."""
        return self.day.replace(day=1)

    @property
    def monday(self) -> date:
        return self.day - timedelta(days=self.day.weekday())

    @property
    def week_code(self) -> str:
        return f"{self.day:%G-W%V}"

    @property
    def first(self) -> date:
        """The first day of the month, week or day that is shown."""
        return {"month": self.month, "week": self.monday}.get(self.view, self.day)

    @property
    def last(self) -> date:
        return self.next - timedelta(days=1)

    @property
    def previous(self) -> date:
        """A day in the month or week before, or the day before."""
        return self.first - timedelta(days=1)

    @property
    def next(self) -> date:
        if self.view == "month":
            return (self.month + timedelta(days=31)).replace(day=1)
        return self.first + timedelta(days=7 if self.view == "week" else 1)

    @property
    def is_now(self) -> bool:
        """Whether the period that is shown holds today."""
        return self.first <= timezone.localdate() <= self.last

    @property
    def now_query(self) -> str:
        return self.query(day=timezone.localdate())

    @property
    def previous_query(self) -> str:
        return self.query(day=self.previous)

    @property
    def next_query(self) -> str:
        return self.query(day=self.next)

    @property
    def tabs(self) -> list[dict[str, Any]]:
        """The views, each with its address; filters and period stay."""
        return [
            {"label": label, "query": self.query(view=view), "is_current": view == self.view}
            for view, label in VIEWS.items()
        ]

    @property
    def cleared_query(self) -> str:
        return Viewing(view=self.view, day=self.day).query()

    def query(self, *, view: str = "", day: date | None = None) -> str:
        """The same as the query of an address, with another view or period."""
        view, day = view or self.view, day or self.day
        pairs: list[tuple[str, str]] = [("view", view)] if view in VIEWS and view != "list" else []
        if view == "month":
            pairs.append(("month", f"{day:%Y-%m}"))
        if view == "week":
            pairs.append(("week", f"{day:%G-W%V}"))
        if view == "day":
            pairs.append(("day", day.isoformat()))
        pairs += [(name, one) for name, values in self.selection.values.items() for one in values]
        pairs += [("open", "1")] if self.only_open else []
        pairs += [("q", self.words)] if self.words else []
        return "?" + urlencode(pairs)


def read_viewing(parameters: Any) -> Viewing:
    """What an address asks to see; what cannot be read is left out, and said."""
    problem = ""
    try:
        selection = read_selection(parameters, FILTERS)
    except UnknownValue as error:
        selection, problem = Selection(), str(error)
    view = parameters.get("view", "")
    asked = {period: _READ[period](parameters.get(period, "")) for period in PERIODS}
    if view not in VIEWS:
        view = next((period for period in PERIODS if asked[period]), "list")
    day = asked.get(view) or timezone.localdate()
    return Viewing(
        view=view,
        day=day,
        selection=selection,
        words=parameters.get("q", "").strip()[:200],
        only_open=parameters.get("open") == "1",
        problem=problem,
    )


def _month(text: str) -> date | None:
    year, _dash, month = text.partition("-")
    return _day(lambda: date(int(year), int(month), 1))


def _week(text: str) -> date | None:
    year, _dash, week = text.partition("-W")
    return _day(lambda: date.fromisocalendar(int(year), int(week), 1))


def _one_day(text: str) -> date | None:
    return _day(lambda: date.fromisoformat(text))


def _day(reckon: Any) -> date | None:
    try:
        day: date = reckon()
    except (ValueError, OverflowError):
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


_READ = {"month": _month, "week": _week, "day": _one_day}
