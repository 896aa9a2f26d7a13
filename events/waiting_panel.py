"""What waits for the team, and what happens today and this week: on the admin's first page."""

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from .calendar_notices import missing
from .call import Call
from .desk.coming import coming
from .desk.policy import visible
from .desk.told import list_url
from .importing.moderation import waiting_for
from .outbox import Letter
from .registration import Registration


class WaitingPanel(Component):
    """Letters that failed, people who ask, what opens, fills, closes and begins."""

    name = "events_waiting"
    template_name = "events/admin/waiting_panel.html"
    order = 120

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        now = timezone.now()
        seen = visible(user, Registration).order_by()
        offered = seen.filter(state=Registration.State.OFFERED, forgotten_at=None)
        letters = reverse("wagtailsnippets_events_letter:list")
        return {
            "failed": visible(user, Letter).failed().count(),
            "letters_url": f"{letters}?state=failed&state=returned",
            "requested": seen.requested().count(),
            "offered": offered.count(),
            "list_url": list_url(),
            "coming": coming(now),
            "calls": list(closing_calls(now)),
            "partners": waiting_for(user).count(),
            "missing": missing(),
        }


def closing_calls(now: datetime) -> Any:
    """Calls whose last day is within a week."""
    today = timezone.localdate(now)
    calls = Call.objects.filter(
        closes_on__gte=today, closes_on__lte=today + timedelta(days=7), is_withdrawn=False
    )
    return calls.prefetch_related("pages")[:10]
