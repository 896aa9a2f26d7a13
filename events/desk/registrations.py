"""The list of registrations and the page of one of them, in Wagtail's admin."""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.snippets.views.snippets import IndexView, InspectView

from events.asking.told import answers_of
from events.registration import Registration
from events.role import may
from events.subject import when
from stakeholders.conf import languages

from .actions import ACTIONS
from .bulk import DeskAction
from .export import ExportedByDesk, exportable
from .filters import RegistrationFilterSet
from .notes import NoteForm
from .policy import visible
from .private import PrivateViewSet
from .told import desk_url, inspect_url, title_of
from .trace import history


class RegistrationIndexView(ExportedByDesk, IndexView):
    """The list: of all events, or of one with the filters that this one has."""

    def get_base_queryset(self) -> Any:
        if self.is_export:
            return exportable(self.request.user)
        rows = visible(self.request.user, Registration).select_related("occurrence__event")
        return rows.prefetch_related("occurrence__event__pages")

    @cached_property
    def columns(self) -> list[Any]:
        columns: list[Any] = super().columns
        name = columns[1]  # the first after the boxes to tick
        name.label, name.sort_key = _("Name"), "name"
        return columns

    def get_page_subtitle(self) -> str:
        return title_of(self.event) if self.event else ""

    @cached_property
    def header_buttons(self) -> list[Any]:
        buttons = list(super().header_buttons)
        if self.event is None:
            return buttons
        key = self.event.pk
        if may(self.request.user, "arrange_registration", key):
            url = reverse("events_desk_enter", args=[key])
            buttons.append(HeaderButton(_("Register somebody"), url=url, icon_name="plus"))
        return [*buttons, HeaderButton(_("Desk"), url=desk_url(key), icon_name="tasks")]


class RegistrationInspectView(InspectView):
    """One registration: what is known, what the team noted, what happened, what can be done."""

    template_name = "events/admin/desk/registration.html"

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """The deeds that make sense for this one, and that the user may do."""
        one, user = self.object, self.request.user
        event = one.occurrence.event
        buttons = [Button(_("Desk of the event"), url=desk_url(event.pk), icon_name="tasks")]
        for action in ACTIONS:
            if action.concerns(one) and may(user, action.permission, event):
                url = action.url_for(one, back=inspect_url(one))
                buttons.append(Button(action.display_name, url=url, icon_name=action.icon_name))
        if one.is_active and may(user, "arrange_registration", event):
            swap = reverse("events_desk_swap", args=[one.pk])
            buttons.append(Button(_("Swap with somebody"), url=swap, icon_name="order"))
            merge = reverse("events_desk_merge", args=[one.pk])
            buttons.append(Button(_("Merge with another"), url=merge, icon_name="copy"))
        return buttons

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        """What is not known stays empty; a language has a name."""
        value = super().get_field_display_value(field_name, field)
        if field_name in {"language", "consent_language"}:
            return dict(languages()).get(value, value)
        return "" if value is None else value

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        event = self.object.occurrence.event
        return {
            **context,
            "answers": answers_of(self.object)
            if may(self.request.user, "view_answer", event)
            else [],
            "opens_files": may(self.request.user, "download_answer", event),
            "notes": self.object.notes.select_related("written_by"),
            "note_form": NoteForm()
            if may(self.request.user, "add_registrationnote", event)
            else None,
            "history": history(self.object),
        }


class RegistrationViewSet(PrivateViewSet):
    model = Registration
    icon = "group"
    menu_label = _("Registrations")
    menu_item_is_registered = True
    index_view_class = RegistrationIndexView
    inspect_view_class = RegistrationInspectView
    index_template_name = "events/admin/desk/list.html"
    index_results_template_name = "events/admin/desk/list_results.html"
    inspect_template_name = "events/admin/desk/registration.html"
    filterset_class = RegistrationFilterSet
    list_display = [
        "__str__",
        Column("event", label=_("Event"), accessor=lambda one: title_of(one.occurrence.event)),
        Column(
            "when",
            label=_("When"),
            accessor=lambda one: when(one.occurrence),
            sort_key="occurrence__starts_at",
        ),
        "organisation",
        "seats",
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        DateColumn("created_at", label=_("Signed up"), sort_key="created_at"),
    ]
    search_fields = DeskAction.search_fields
    search_backend_name = None
    ordering = ["-created_at"]
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = [
        "name",
        "email",
        "organisation",
        "seats",
        "sector",
        "mode",
        "share",
        "invitation",
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
