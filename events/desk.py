"""The team's desk: who is registered and which letters leave, in Wagtail's admin."""

from collections import OrderedDict
from collections.abc import Iterator
from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.log_actions import log
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import policy_registry
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from stakeholders.permissions import WrittenByPages

from . import outbox, sign_up
from .call import Call
from .event import Event
from .outbox import Letter
from .registration import Registration
from .subject import session_name, session_titles, when
from .table import csv_cell, xlsx_cell


class DeskPolicy(ModelPermissionPolicy):
    """Nobody adds or edits by a form: seats are counted by the deeds alone."""

    REFUSED = frozenset({"add", "change", "delete", "publish"})

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in self.REFUSED and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


def may(user: Any, action: str, model: type[models.Model] = Registration) -> bool:
    return bool(policy_registry.get_by_type(model).user_has_permission(user, action))


def registrations_url(user: Any, event_id: int | None) -> str:
    """Where the registrations for an event are listed; nowhere for who may not see names."""
    if event_id is None or not may(user, "view"):
        return ""
    return f"{reverse('wagtailsnippets_events_registration:list')}?event={event_id}"


def title_of(event: Event) -> str:
    """What its first page calls it, from pages that are at hand."""
    return next((page.title for page in event.pages.all()), str(_("(without a page)")))


def sessions_of(registration: Registration) -> str:
    """The sessions that were chosen, in the words of the event's first page."""
    event = registration.occurrence.event
    titles = session_titles(next(iter(event.pages.all()), None))
    return "; ".join(session_name(one, titles, event) for one in registration.sessions.all())


# Registrations


def _events_with_registrations() -> list[tuple[int, str]]:
    events = Event.objects.filter(occurrences__registrations__isnull=False).distinct()
    return [(one.pk, title_of(one)) for one in events.prefetch_related("pages")]


class RegistrationFilterSet(WagtailFilterSet):
    event = django_filters.ChoiceFilter(
        field_name="occurrence__event", choices=_events_with_registrations, label=_("Event")
    )
    state = django_filters.MultipleChoiceFilter(
        choices=Registration.State.choices, label=_("State"), widget=CheckboxSelectMultiple
    )
    language = django_filters.AllValuesFilter(label=_("Language"))

    class Meta:
        model = Registration
        fields: list[str] = []


EXPORT = {
    "event": (_("Event"), lambda one: title_of(one.occurrence.event)),
    "when": (_("When"), lambda one: when(one.occurrence)),
    "state": (_("State"), lambda one: str(one.get_state_display())),
    "name": (_("Name"), lambda one: one.name),
    "email": (_("E-mail"), lambda one: one.email),
    "organisation": (_("Organisation"), lambda one: one.organisation),
    "seats": (_("Seats"), lambda one: one.seats),
    "sessions": (_("Sessions"), sessions_of),
    "language": (_("Language"), lambda one: one.language),
    "created_at": (_("Signed up"), lambda one: one.created_at),
    "address_confirmed_at": (_("Address confirmed"), lambda one: one.address_confirmed_at),
}


class RegistrationIndexView(IndexView):
    """The list, and its export, which needs a permission of its own and leaves a trace."""

    list_export = list(EXPORT)
    export_filename = "registrations"

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if self.is_export:
            if not may(request.user, "export"):
                raise PermissionDenied
            for event in Event.objects.filter(occurrences__registrations__in=self._exported()):
                log(event, "events.export_registrations", user=request.user)
        return super().dispatch(request, *args, **kwargs)

    def _exported(self) -> Any:
        return self.filter_queryset(self.get_base_queryset()).order_by().values("pk")

    def get_base_queryset(self) -> Any:
        rows = super().get_base_queryset().select_related("occurrence__event")
        asked = ["sessions", "occurrence__event__pages__sessions"] if self.is_export else []
        return rows.prefetch_related("occurrence__event__pages", *asked)

    @property
    def show_export_buttons(self) -> bool:
        return may(self.request.user, "export")

    def get_heading(self, queryset: Any, field: str) -> str:
        return str(EXPORT[field][0])

    def to_row_dict(self, item: Any) -> OrderedDict[str, Any]:
        return OrderedDict((field, read(item)) for field, (_heading, read) in EXPORT.items())

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        return (xlsx_cell if export_format == self.FORMAT_XLSX else csv_cell)(value)

    def stream_csv(self, queryset: Any) -> Iterator[bytes]:
        """With a mark at the start by which spreadsheets know that it is UTF-8."""
        yield "\ufeff".encode()
        yield from super().stream_csv(queryset)


class RegistrationViewSet(SnippetViewSet):
    model = Registration
    icon = "group"
    menu_label = _("Registrations")
    menu_item_is_registered = True
    index_view_class = RegistrationIndexView
    filterset_class = RegistrationFilterSet
    list_display = [
        "__str__",
        Column("event", label=_("Event"), accessor=lambda one: title_of(one.occurrence.event)),
        Column("when", label=_("When"), accessor=lambda one: when(one.occurrence)),
        "organisation",
        "seats",
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        DateColumn("created_at", label=_("Signed up"), sort_key="created_at"),
    ]
    search_fields = ["name", "email", "organisation"]
    search_backend_name = None
    ordering = ["-created_at"]
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = [
        "name",
        "email",
        "organisation",
        "seats",
        "sessions",
        "state",
        "occurrence",
        "language",
        "created_at",
        "address_confirmed_at",
        "left_at",
        "consent_version",
        "consent_language",
        "consent_at",
        "forgotten_at",
    ]


class CancelRegistrations(SnippetBulkAction):
    """Gives seats back by the same deed as a person's own page, with the same letters."""

    display_name = _("Cancel")
    action_type = "cancel"
    aria_label = _("Cancel selected registrations")
    template_name = "events/admin/cancel_registrations.html"
    action_priority = 20
    models = [Registration]
    classes = {"serious"}

    def check_perm(self, registration: Any) -> bool:
        return may(self.request.user, "cancel")

    @classmethod
    def execute_action(cls, objects: Any, user: Any = None, **_rest: Any) -> tuple[int, int]:
        count = 0
        for registration in sorted(objects, key=lambda one: (one.occurrence_id, one.pk)):
            if sign_up.cancel(registration):
                log(registration, "events.cancel_registration", user=user)
                count += 1
        return count, 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return ngettext(
            "%(count)s registration was cancelled.",
            "%(count)s registrations were cancelled.",
            num_parent_objects,
        ) % {"count": num_parent_objects}


# Letters


class LetterFilterSet(WagtailFilterSet):
    class Meta:
        model = Letter
        fields = ["state", "kind"]


class LetterIndexView(IndexView):
    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("registration")


class LetterViewSet(SnippetViewSet):
    model = Letter
    icon = "mail"
    menu_label = _("Letters")
    menu_item_is_registered = True
    index_view_class = LetterIndexView
    filterset_class = LetterFilterSet
    list_display = [
        "kind",
        Column("to", label=_("To"), accessor=lambda letter: letter.registration.email),
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        "attempts",
        DateColumn("next_try_at", label=_("Next attempt"), sort_key="next_try_at"),
        DateColumn("sent_at", label=_("Sent"), sort_key="sent_at"),
        Column("error", label=_("Last error"), accessor=lambda letter: letter.error[:80]),
    ]
    search_fields = ["registration__email", "kind"]
    search_backend_name = None
    ordering = ["-written_at"]
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = [
        "kind",
        "state",
        "attempts",
        "written_at",
        "next_try_at",
        "sent_at",
        "error",
    ]


class SendAgain(SnippetBulkAction):
    """Tries failed letters once more."""

    display_name = _("Send again")
    action_type = "send_again"
    aria_label = _("Send selected letters again")
    template_name = "events/admin/send_again.html"
    action_priority = 20
    models = [Letter]

    def check_perm(self, letter: Any) -> bool:
        return may(self.request.user, "view", Letter) and letter.state == Letter.State.FAILED

    @classmethod
    def execute_action(cls, objects: Any, user: Any = None, **_rest: Any) -> tuple[int, int]:
        for letter in objects:
            log(letter.registration, "events.send_again", user=user)
        chosen = Letter.objects.filter(pk__in=[letter.pk for letter in objects])
        return outbox.send_again(chosen), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return ngettext(
            "%(count)s letter will be sent again.",
            "%(count)s letters will be sent again.",
            num_parent_objects,
        ) % {"count": num_parent_objects}


def register_policies() -> None:
    """Called when the app is ready."""
    for model in (Registration, Letter):
        policy_registry.register(model, value=DeskPolicy(model))
    for row in (Event, Call):
        policy_registry.register(row, value=WrittenByPages(row))
