"""Who looks after which event: roles given in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet

from events.role import EventRole

from .told import title_of


class EventRoleViewSet(ModelViewSet):
    model = EventRole
    name = "events_roles"
    icon = "key"
    menu_label = _("Roles at events")
    copy_view_enabled = False
    index_results_template_name = "events/admin/desk/list_results.html"
    form_fields = ["event", "user", "kind"]
    list_display = [
        "user",
        Column("event", label=_("Event"), accessor=lambda role: title_of(role.event)),
        Column("kind", label=_("Role"), accessor="get_kind_display"),
    ]
    list_filter = ["event", "kind"]
