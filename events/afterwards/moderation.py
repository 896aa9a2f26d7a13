"""What people contributed, for the team: to read, accept, refuse, shorten and note."""

from typing import Any, ClassVar

import django_filters
from django.core.exceptions import PermissionDenied
from django.forms import CheckboxSelectMultiple
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import EditView, IndexView

from events.contribution import Contribution, decide
from events.desk.policy import DeskPolicy, visible
from events.desk.private import PrivateBulkAction, PrivateViewSet
from events.desk.told import title_of
from events.desk.trace import leave_trace
from events.event import Event
from events.role import may, may_somewhere
from events.subject import when

CHANGE = "change_contribution"


class ModerationPolicy(DeskPolicy):
    """The team changes what was handed in; it neither writes nor deletes in somebody's place."""

    REFUSED = frozenset({"add", "delete", "publish"})


class ContributionFilterSet(WagtailFilterSet):
    event = django_filters.ChoiceFilter(field_name="occurrence__event", label=_("Event"))
    state = django_filters.MultipleChoiceFilter(
        choices=Contribution.State.choices, label=_("State"), widget=CheckboxSelectMultiple
    )
    kind = django_filters.MultipleChoiceFilter(
        choices=Contribution.Kind.choices, label=_("Kind"), widget=CheckboxSelectMultiple
    )
    language = django_filters.AllValuesFilter(label=_("Language"))

    class Meta:
        model = Contribution
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = visible(self.request.user, Contribution)
        events = Event.objects.filter(occurrences__contributions__in=rows.order_by()).distinct()
        self.filters["event"].extra["choices"] = [
            (one.pk, title_of(one)) for one in events.prefetch_related("pages")
        ]


class ContributionIndexView(IndexView):
    def get_base_queryset(self) -> Any:
        rows = visible(self.request.user, Contribution)
        return rows.select_related("occurrence__event", "registration").prefetch_related(
            "occurrence__event__pages"
        )


class ContributionEditView(EditView):
    """What is shown may be shortened; what was written stays beside it."""

    def save_instance(self) -> Any:
        if "state" in self.form.changed_data:
            self.form.instance.decided_by = self.request.user
            self.form.instance.decided_at = timezone.now()
        return super().save_instance()


class ContributionViewSet(PrivateViewSet):
    model = Contribution
    icon = "comment"
    menu_label = _("Contributions")
    menu_item_is_registered = True
    index_view_class = ContributionIndexView
    index_template_name = "events/admin/desk/list.html"
    index_results_template_name = "events/admin/desk/list_results.html"
    edit_view_class = ContributionEditView
    filterset_class = ContributionFilterSet
    list_display = [
        Column("text", label=_("Text"), accessor=lambda one: one.text[:120]),
        Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        Column("event", label=_("Event"), accessor=lambda one: title_of(one.occurrence.event)),
        Column("when", label=_("When"), accessor=lambda one: when(one.occurrence)),
        Column("shown_name", label=_("Shown with the name"), accessor="shown_name"),
        "language",
        DateColumn("made_at", label=_("Handed in"), sort_key="made_at"),
    ]
    panels = [
        FieldPanel("original", read_only=True),
        FieldPanel("text"),
        FieldPanel("kind"),
        FieldPanel("language", read_only=True),
        FieldPanel("shown_as", read_only=True),
        FieldPanel("state"),
        FieldPanel("note"),
    ]
    search_fields = ["text", "registration__name", "registration__organisation"]
    search_backend_name = None
    ordering = ["-made_at"]
    copy_view_enabled = False


class DecideContributions(PrivateBulkAction):
    """One decision for each ticked contribution."""

    models = [Contribution]
    filterset_class = ContributionFilterSet
    search_fields = ContributionViewSet.search_fields
    template_name = "events/admin/after/decide.html"
    state: ClassVar[str]
    trace: ClassVar[str]
    question: ClassVar[Any]
    consequence: ClassVar[Any]

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not may_somewhere(request.user, CHANGE):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def check_perm(self, contribution: Any) -> bool:
        return may(self.request.user, CHANGE, contribution.occurrence.event_id)

    @classmethod
    def get_queryset(cls, _model: Any, object_ids: Any) -> Any:
        return Contribution.objects.filter(pk__in=object_ids).select_related("occurrence")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = {"question": self.question, "consequence": self.consequence}
        return {**super().get_context_data(**kwargs), **words}

    @classmethod
    def execute_action(cls, objects: Any, **context: Any) -> tuple[int, int]:
        user, count = context["self"].request.user, 0
        for contribution in objects:
            if decide(contribution, cls.state, user=user):
                leave_trace(contribution, cls.trace, user=user)
                count += 1
        return count, 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return ngettext(
            "%(count)s contribution was decided.",
            "%(count)s contributions were decided.",
            num_parent_objects,
        ) % {"count": num_parent_objects}


class AcceptContributions(DecideContributions):
    display_name = _("Show")
    action_type = "accept"
    aria_label = _("Show selected contributions on the page of the event")
    action_priority = 10
    state = Contribution.State.ACCEPTED
    trace = "accept_contribution"
    question = _("Show these contributions?")
    consequence = _("Everybody can read them on the page of the event from now on.")


class RefuseContributions(DecideContributions):
    display_name = _("Do not show")
    action_type = "refuse"
    aria_label = _("Do not show selected contributions")
    action_priority = 20
    classes = {"serious"}
    state = Contribution.State.REFUSED
    trace = "refuse_contribution"
    question = _("Leave these contributions out?")
    consequence = _("Nobody but the team and whoever wrote them can read them.")


def register_policy() -> None:
    """Called when the app is ready."""
    policy = ModerationPolicy(Contribution, event="occurrence__event")
    policy_registry.register(Contribution, value=policy)
