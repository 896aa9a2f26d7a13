"""Registrations as a table to take along: XLSX and CSV, safe to open, complete in any script."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from events.answer import Answer
from events.asking.told import Teller
from events.event import Event
from events.question import Kind
from events.registration import Registration
from events.role import granted_at, may, may_somewhere
from events.spreadsheet import Spreadsheet
from events.subject import when
from events.table import csv_cell

from .told import came_of, sessions_of, title_of
from .trace import leave_trace

Column = tuple[Any, Callable[[Any], Any]]

COLUMNS: dict[str, Column] = {
    "event": (_("Event"), lambda one: title_of(one.occurrence.event)),
    "when": (_("When"), lambda one: when(one.occurrence)),
    "state": (_("State"), lambda one: str(one.get_state_display())),
    "name": (_("Name"), lambda one: one.name),
    "email": (_("E-mail"), lambda one: one.email),
    "organisation": (_("Organisation"), lambda one: one.organisation),
    "seats": (_("Seats"), lambda one: one.seats),
    "sessions": (_("Sessions"), sessions_of),
    "sector": (_("Sector"), lambda one: str(one.sector or "")),
    "mode": (_("Takes part"), lambda one: str(one.get_mode_display())),
    "invitation": (_("Invited as"), lambda one: str(one.invitation or "")),
    "came": (_("Came"), came_of),
    "language": (_("Language"), lambda one: one.language),
    "created_at": (_("Signed up"), lambda one: one.created_at),
    "address_confirmed_at": (_("Address confirmed"), lambda one: one.address_confirmed_at),
}
NEEDED = ("sessions", "check_ins", "answers__version", "occurrence__event__pages__sessions")


def exportable(user: Any) -> Any:
    """The registrations that somebody may take along, with all that the columns read."""
    rows = Registration.objects.all()
    if not may(user, "export_registration"):
        rows = rows.filter(occurrence__event__in=granted_at(user, "export_registration"))
    related = ("occurrence__event", "sector", "invitation__organisation")
    return rows.select_related(*related).prefetch_related(*NEEDED)


class AnswerColumns:
    """A column for each question of one event, in the language of who takes the table along."""

    def __init__(self, event: Event) -> None:
        self.teller = Teller(event)
        answers = Answer.objects.filter(registration__occurrence__event=event)
        self.columns: dict[str, Column] = {
            f"answer_{key}": (label, self._reader(key))
            for key, label in self.teller.columns(answers.select_related("version"))
        }

    def _reader(self, key: str) -> Callable[[Any], Any]:
        def read(registration: Registration) -> Any:
            found = (one for one in registration.answers.all() if str(one.key) == key)
            answer = next(found, None)
            return "" if answer is None else self._value(answer)

        return read

    def _value(self, answer: Answer) -> Any:
        """What was answered, in words; a number stays a number."""
        if answer.version.kind == Kind.NUMBER and isinstance(answer.value, int | float):
            return answer.value
        return self.teller.value(answer)


class ExportedByDesk(Spreadsheet):
    """For the list of registrations: its export needs a permission and leaves a trace."""

    request: Any
    filters: Any
    is_export: bool
    export_filename = "registrations"

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if self.is_export:
            self._refuse_or_trace()
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # Wagtail's view

    def _refuse_or_trace(self) -> None:
        if not may_somewhere(self.request.user, "export_registration"):
            raise PermissionDenied
        rows = self.filter_queryset(self.get_base_queryset())  # type: ignore[attr-defined]
        taken = rows.order_by().values("pk")
        for event in Event.objects.filter(occurrences__registrations__in=taken).distinct():
            leave_trace(event, "export_registrations", user=self.request.user)

    @cached_property
    def event(self) -> Event | None:
        """The one to which the list is filtered, if it is."""
        return self.filters.event if self.filters else None

    @property
    def show_export_buttons(self) -> bool:
        user = self.request.user
        if self.event is not None:
            return may(user, "export_registration", self.event)
        return may_somewhere(user, "export_registration")

    @cached_property
    def columns_to_export(self) -> dict[str, Column]:
        """With the answers where the list is of one event and the user may see them."""
        if self.event is None or not may(self.request.user, "view_answer", self.event):
            return COLUMNS
        return COLUMNS | AnswerColumns(self.event).columns

    @property
    def list_export(self) -> list[str]:
        return list(self.columns_to_export)

    def get_heading(self, queryset: Any, field: str) -> str:
        """A question is typed by somebody, too: it becomes no formula as a heading either."""
        return str(csv_cell(str(self.columns_to_export[field][0])))

    def to_row_dict(self, item: Any) -> OrderedDict[str, Any]:
        columns = self.columns_to_export.items()
        return OrderedDict((field, read(item)) for field, (_heading, read) in columns)
