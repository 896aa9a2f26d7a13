"""What this app adds to Wagtail's admin."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button

from .facts import FactsPage
from .panels import edit_url
from .viewsets import OrganisationChooserViewSet, StakeholdersViewSetGroup


@hooks.register("register_admin_viewset")
def stakeholders_viewsets() -> list[Any]:
    return [
        StakeholdersViewSetGroup(),
        OrganisationChooserViewSet("stakeholders_organisation_chooser"),
    ]


@hooks.register("register_page_header_buttons")
def edit_facts_button(
    page: Any, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """On a page whose facts are edited elsewhere, the way there."""
    address = _way_to_facts(page, user)
    if address:
        yield Button(_("Edit facts"), url=address, icon_name="edit", priority=12)


@hooks.register("before_edit_page", order=-10)
def tell_where_facts_are(request: Any, page: Any) -> None:
    """wagtail-localize shows an editor of its own, without our button and panel: say it there."""
    if request.method != "GET" or not apps.is_installed("wagtail_localize"):
        return
    address = _way_to_facts(page, request.user)
    if address:
        text = _("The facts of this page hold in every language and are edited on its home page.")
        messages.info(request, text, buttons=[messages.button(address, _("Edit facts"))])


def _way_to_facts(page: Any, user: Any) -> str | None:
    specific = page.specific
    if not isinstance(specific, FactsPage) or specific.is_facts_home:
        return None
    return edit_url(specific.facts_home_page, user)
