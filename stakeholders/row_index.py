"""Lists in the admin of rows that are written by publishing pages."""

from typing import Any, ClassVar

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import IndexView
from wagtail.admin.widgets.button import HeaderButton


class RowIndexView(IndexView):
    """Rows are edited and begin where their facts are: on a page, below the first index page."""

    index_page_type: ClassVar[Any]
    add_label: Any = ""

    def get_edit_url(self, instance: Any) -> str | None:
        home = home_page_of(instance)
        return reverse("wagtailadmin_pages:edit", args=[home.pk]) if home else None

    @cached_property
    def header_buttons(self) -> list[Any]:
        index = self.index_page_type.objects.order_by("pk").first()
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
