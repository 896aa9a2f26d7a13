"""Lists in the admin of rows that are written by publishing pages."""

from typing import Any, ClassVar

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import IndexView
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import WorkflowState

from .panels import edit_url


class RowIndexView(IndexView):
    """Rows are edited and begin where their facts are: on a page, below the first index page.

    Only who may do so there is shown the way.
    """

    index_page_type: ClassVar[Any]
    add_label: Any = ""

    def get_base_queryset(self) -> Any:
        """With the pages, and with what says whether somebody may edit them as a reviewer."""
        states = Prefetch(
            "_specific_workflow_states",
            queryset=WorkflowState.objects.active().select_related("current_task_state__task"),
            to_attr="_current_workflow_states",
        )
        pages = self.model.page_model().objects.select_related("locale").prefetch_related(states)
        return super().get_base_queryset().prefetch_related(Prefetch("pages", queryset=pages))

    def get_edit_url(self, instance: Any) -> str | None:
        return edit_url(home_page_of(instance), self.request.user)

    @cached_property
    def header_buttons(self) -> list[Any]:
        user = self.request.user
        indexes = self.index_page_type.objects.order_by("pk")
        open_to_user = (one for one in indexes if one.permissions_for_user(user).can_add_subpage())
        index = next(open_to_user, None)
        if index is None:
            return []
        page_type = self.model.page_model()._meta
        address = reverse(
            "wagtailadmin_pages:add", args=[page_type.app_label, page_type.model_name, index.pk]
        )
        return [HeaderButton(self.add_label, url=address, icon_name="plus")]


def home_page_of(row: Any) -> Any:
    """The page on which its facts are edited, from pages that are at hand."""
    pages = [page for page in row.pages.all() if page.alias_of_id is None]
    home = [page for page in pages if page.locale_id == row.home_locale_id]
    return next(iter(home or pages), None)


def public_languages(row: Any) -> str:
    """The codes of the languages in which a page of it is live, from pages that are at hand."""
    codes = {page.locale.language_code for page in row.pages.all() if page.live}
    return ", ".join(sorted(codes)) or str(_("no public page"))
