"""What waits for the team today: a panel on the admin's first page."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from .calendar_notices import missing
from .call import Call
from .capacity import Pool
from .desk import may, registrations_url, title_of
from .event import Event
from .event_facts import EventFacts
from .importing.moderation import waiting_for
from .outbox import Letter


class WaitingPanel(Component):
    """Letters that failed, what calendars lack, sign-ups and calls that fill or close soon."""

    name = "events_waiting"
    template_name = "events/admin/waiting_panel.html"
    order = 120

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        request = parent_context["request"]
        now = timezone.now()
        return {
            "failed": Letter.objects.failed().count() if may(request.user, "view", Letter) else 0,
            "letters_url": f"{reverse('wagtailsnippets_events_letter:list')}?state=failed",
            "closing": [
                (title_of(event), registrations_url(request.user, event.pk))
                for event in closing_events(now)
            ],
            "full": [
                (title_of(event), gate.waiting, registrations_url(request.user, event.pk))
                for gate in full_pools(now)
                for event in [gate.occurrence.event]
            ],
            "calls": list(closing_calls(now)),
            "partners": waiting_for(request.user).count(),
            "missing": missing(),
        }


def closing_events(now: datetime) -> Any:
    """Events whose sign-up closes before this time tomorrow."""
    until = now + timedelta(days=1)
    by_moment = Q(registration_closes_at__gt=now, registration_closes_at__lte=until)
    by_start = Q(occurrences__starts_at__gt=now, occurrences__starts_at__lte=until)
    events = Event.objects.filter(
        by_moment | by_start,
        is_registration_needed=True,
        status=EventFacts.Status.SCHEDULED,
    )
    return events.distinct().prefetch_related("pages")[:10]


def full_pools(now: datetime) -> Any:
    """The seats of coming dates for which somebody waits."""
    pools = Pool.objects.of_occurrences().awaited().filter(occurrence__starts_at__gt=now)
    return pools.select_related("occurrence__event").prefetch_related("occurrence__event__pages")[
        :10
    ]


def closing_calls(now: datetime) -> Any:
    """Calls whose last day is within a week."""
    today = timezone.localdate(now)
    calls = Call.objects.filter(
        closes_on__gte=today, closes_on__lte=today + timedelta(days=7), is_withdrawn=False
    )
    return calls.prefetch_related("pages")[:10]
