"""The menu "Stakeholders" in the admin: organisations, alliances, representatives and terms."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import ProtectedError, Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.forms.choosers import SearchFilterMixin as SearchField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import DeleteView, IndexView
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from .alliance import Membership
from .directory_page import DirectoryPage
from .folding import folded, folded_words
from .organisation import Organisation
from .representative import Representative
from .row_index import RowIndexView, public_languages
from .term import Term, Topic


class UnlessInUseDeleteView(DeleteView):
    """Refuses what is in use, also where Wagtail's index of references does not know it yet."""

    def delete_action(self) -> None:
        try:
            super().delete_action()
        except ProtectedError as error:
            raise PermissionDenied from error


class StakeholdersModelViewSet(ModelViewSet):
    """With our own empty states: `<prefix>/<app>/<model>/index_results.html` where there is one."""

    template_prefix = "stakeholders/admin/"
    delete_view_class = UnlessInUseDeleteView
    copy_view_enabled = False


class OrganisationIndexView(RowIndexView):
    index_page_type = DirectoryPage
    add_label = _("Add organisation")

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("kind").prefetch_related("sectors")

    def search_queryset(self, queryset: Any) -> Any:
        """As visitors find them, and by what a row without a public page has: name and code."""
        if not self.is_searching:
            return queryset
        words = self.search_query
        as_visitors = Organisation.objects.matching(words).order_by().values("pk")
        own = Q(name__icontains=words) | Q(code__icontains=words)
        return queryset.filter(own | Q(pk__in=as_visitors))


def _sectors(organisation: Any) -> str:
    return ", ".join(str(sector) for sector in organisation.sectors.all())


def _sample(organisation: Any) -> str:
    return str(_("Sample")) if organisation.is_sample else ""


class OrganisationViewSet(StakeholdersModelViewSet):
    model = Organisation
    icon = "group"
    menu_label = _("Organisations")
    index_view_class = OrganisationIndexView
    exclude_form_fields: list[str] = []
    list_display = [
        "name",
        "kind",
        Column("sectors", label=_("Sectors"), accessor=_sectors),
        Column("languages", label=_("Public in"), accessor=public_languages),
        "listing",
        Column("sample", label=_("Sample"), accessor=_sample),
    ]
    list_filter = ["kind", "sectors", "levels", "listing", "is_sample"]
    search_fields = ["name", "code", "search_text"]
    ordering = "name"
    inspect_view_enabled = True
    inspect_view_fields = [
        "name",
        "code",
        "uuid",
        "kind",
        "listing",
        "website",
        "is_sample",
        "sectors",
        "levels",
        "districts",
        "topics",
    ]


class MembershipIndexView(IndexView):
    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("member", "alliance", "role")


class MembershipViewSet(StakeholdersModelViewSet):
    model = Membership
    icon = "link"
    menu_label = _("Memberships")
    index_view_class = MembershipIndexView
    panels = [
        HelpPanel(
            content=_(
                "One row for each time that an organisation belongs to an alliance in one role. "
                "When it ends, give the last day instead of deleting the row."
            )
        ),
        FieldPanel("alliance"),
        FieldPanel("member"),
        FieldPanel("role"),
        FieldRowPanel([FieldPanel("since"), FieldPanel("until")]),
        FieldPanel("source"),
        FieldPanel("is_sample"),
    ]
    list_display = ["member", "alliance", "role", "since", "until"]
    list_filter = ["alliance", "role"]
    search_fields = ["member__name", "alliance__name"]


class RepresentativeIndexView(IndexView):
    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("user", "organisation")


class RepresentativeViewSet(StakeholdersModelViewSet):
    model = Representative
    icon = "user"
    menu_label = _("Representatives")
    index_view_class = RepresentativeIndexView
    panels = [
        HelpPanel(
            content=_(
                "A person with an own account who may speak for an organisation. "
                "Never share one account between several people."
            )
        ),
        FieldPanel("user"),
        FieldPanel("organisation"),
        FieldPanel("role"),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
        FieldRowPanel([FieldPanel("approved_on"), FieldPanel("approved_by")]),
    ]
    list_display = ["user", "organisation", "role", "valid_from", "valid_until", "approved_on"]
    list_filter = ["role", "organisation"]
    search_fields = ["organisation__name", "user__email"]


class NamedIndexView(IndexView):
    """Finds rows by each of their names, on any database; they are few, so Python may compare."""

    def search_queryset(self, queryset: Any) -> Any:
        if not self.is_searching:
            return queryset
        words = folded_words(self.search_query)
        found = [row.pk for row in queryset if all(word in _said(row) for word in words)]
        return queryset.filter(pk__in=found)


def _said(row: Any) -> str:
    return folded(" · ".join([row.code, str(row), *row.names.values()]))


class TermViewSet(StakeholdersModelViewSet):
    model = Term
    icon = "tag"
    menu_label = _("Terms")
    index_view_class = NamedIndexView
    list_display = ["label", "vocabulary", "code", "sort_order"]
    list_filter = ["vocabulary"]
    search_fields = ["code", "names"]
    panels = Term.panels


class TopicViewSet(StakeholdersModelViewSet):
    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    index_view_class = NamedIndexView
    list_display = ["label", "slug"]
    search_fields = ["slug", "names"]
    panels = [
        FieldPanel(
            "name", help_text=_("For editors, and where a language has no name of its own.")
        ),
        FieldPanel("slug", help_text=_("Stands in addresses; the same in all languages.")),
        FieldPanel("names"),
    ]


class StakeholdersViewSetGroup(ModelViewSetGroup):
    menu_label = _("Stakeholders")
    menu_icon = "group"
    menu_order = 210
    items = (
        OrganisationViewSet,
        MembershipViewSet,
        RepresentativeViewSet,
        TermViewSet,
        TopicViewSet,
    )


class OrganisationFilterForm(SearchField, BaseFilterForm):
    """Search by name in any language, as visitors do."""

    def filter(self, objects: Any) -> Any:
        words = self.cleaned_data.get("q")
        if not words:
            return objects
        self.is_searching, self.search_query = True, words
        return objects.matching(words)


class OrganisationChooseView(ChooseView):
    filter_form_class = OrganisationFilterForm


class OrganisationChooseResultsView(ChooseResultsView):
    filter_form_class = OrganisationFilterForm


class OrganisationChooserViewSet(ChooserViewSet):
    model = Organisation
    icon = "group"
    page_title = _("Choose an organisation")
    choose_one_text = _("Choose an organisation")
    choose_another_text = _("Choose another organisation")
    edit_item_text = _("See this organisation")
    choose_view_class = OrganisationChooseView
    choose_results_view_class = OrganisationChooseResultsView
