"""The list of letters, and sending those again that failed."""

from typing import Any

import django_filters
from django.db.models import Q
from django.forms import CheckboxSelectMultiple, HiddenInput
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.snippets.views.snippets import IndexView

from events import outbox
from events.event import Event
from events.outbox import Letter

from .policy import visible
from .private import PrivateBulkAction, PrivateViewSet
from .told import title_of
from .trace import leave_trace


class LetterFilterSet(WagtailFilterSet):
    event = django_filters.ChoiceFilter(method="filter_event", label=_("Event"), widget=HiddenInput)
    state = django_filters.MultipleChoiceFilter(
        choices=Letter.State.choices, label=_("State"), widget=CheckboxSelectMultiple
    )

    class Meta:
        model = Letter
        fields = ["state", "kind"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        key = self.data.get("event", "")
        events = Event.objects.filter(pk=key) if key.isdecimal() else Event.objects.none()
        self.filters["event"].extra["choices"] = [(one.pk, title_of(one)) for one in events]

    def filter_event(self, rows: Any, _name: str, value: Any) -> Any:
        """The desk of an event leads here with it; nobody chooses it from a list."""
        return rows.filter(Q(registration__occurrence__event=value) | Q(invitation__event=value))


class LetterIndexView(IndexView):
    def get_base_queryset(self) -> Any:
        letters = visible(self.request.user, Letter)
        return letters.select_related("registration", "invitation__organisation")


class LetterViewSet(PrivateViewSet):
    model = Letter
    icon = "mail"
    menu_label = _("Letters")
    menu_item_is_registered = True
    index_view_class = LetterIndexView
    index_template_name = "events/admin/desk/list.html"
    index_results_template_name = "events/admin/desk/list_results.html"
    filterset_class = LetterFilterSet
    list_display = [
        "kind",
        Column("to", label=_("To"), accessor=lambda letter: letter.recipient.email),
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        "attempts",
        DateColumn("next_try_at", label=_("Next attempt"), sort_key="next_try_at"),
        DateColumn("sent_at", label=_("Sent"), sort_key="sent_at"),
        Column("error", label=_("Last error"), accessor=lambda letter: letter.error[:80]),
    ]
    search_fields = ["registration__email", "invitation__email", "kind"]
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


class SendAgain(PrivateBulkAction):
    """Tries failed letters once more."""

    display_name = _("Send again")
    action_type = "send_again"
    aria_label = _("Send selected letters again")
    template_name = "events/admin/send_again.html"
    action_priority = 20
    models = [Letter]
    filterset_class = LetterFilterSet
    search_fields = LetterViewSet.search_fields

    def check_perm(self, letter: Any) -> bool:
        return letter.state in {Letter.State.FAILED, Letter.State.RETURNED}

    @classmethod
    def get_queryset(cls, _model: Any, object_ids: Any) -> Any:
        rows = Letter.objects.filter(pk__in=object_ids)
        return rows.select_related("registration", "invitation")

    @classmethod
    def execute_action(cls, objects: Any, user: Any = None, **_rest: Any) -> tuple[int, int]:
        for letter in objects:
            leave_trace(letter.registration or letter.invitation, "send_again", user=user)
        chosen = Letter.objects.filter(pk__in=[letter.pk for letter in objects])
        return outbox.send_again(chosen), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return ngettext(
            "%(count)s letter will be sent again.",
            "%(count)s letters will be sent again.",
            num_parent_objects,
        ) % {"count": num_parent_objects}
