"""What waits for a decision of the team at one event."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import ngettext

from events.contribution import Contribution
from events.event import Event
from events.outbox import Letter
from events.registration import Registration
from events.role import may

from .numbers import Numbers
from .told import list_url


@dataclass(frozen=True)
class Decision:
    """One thing to decide, with the list that shows it, for who may see it."""

    text: str
    url: str = ""


def decisions_for(user: Any, event: Event, numbers: Numbers) -> list[Decision]:
    """Failed letters, contributions; then requests, who waits, offers, names given twice."""
    sees = may(user, "view_registration", event)
    asked = Registration.objects.requested().filter(occurrence__event=event).count()
    free = [line for line in numbers.dates if line.people["waiting"] and line.left]
    waiting = sum(line.people["waiting"] for line in free)
    lists: list[tuple[int, Callable[[int], str], dict[str, str]]] = [
        (asked, _requests, {"state": "requested"}),
        (waiting, _wait, {"state": "waiting"}),
        (numbers.whole.people["offered"], _offers, {"state": "offered"}),
        (_twice(event), _same, {"is_twice": "true"}),
    ]
    found = [
        _decision(say(count), event, filters, sees=sees) for count, say, filters in lists if count
    ]
    also = [one for one in (_failed(user, event), _contributions(user, event)) if one]
    return [*also, *found]


def _decision(text: str, event: Event, filters: dict[str, str], *, sees: bool) -> Decision:
    query = urlencode({"event": event.pk, **filters})
    return Decision(text, f"{list_url()}?{query}" if sees else "")


def _failed(user: Any, event: Event) -> Decision | None:
    of_event = Q(registration__occurrence__event=event) | Q(invitation__event=event)
    letters = Letter.objects.failed().filter(of_event)
    failed = letters.count()
    if not failed:
        return None
    sees = may(user, "view_letter", event)
    letters_url = reverse("wagtailsnippets_events_letter:list")
    url = f"{letters_url}?event={event.pk}&state=failed&state=returned"
    text = ngettext(
        "%(count)s letter could not be sent.", "%(count)s letters could not be sent.", failed
    )
    return Decision(text % {"count": failed}, url if sees else "")


def _contributions(user: Any, event: Event) -> Decision | None:
    """What people handed in after the event and nobody has read yet."""
    waiting = Contribution.objects.waiting().filter(occurrence__event=event).count()
    if not waiting:
        return None
    url = f"{reverse('wagtailsnippets_events_contribution:list')}?event={event.pk}&state=waiting"
    text = ngettext(
        "%(count)s contribution waits for you.", "%(count)s contributions wait for you.", waiting
    )
    sees = may(user, "view_contribution", event)
    return Decision(text % {"count": waiting}, url if sees else "")


def _twice(event: Event) -> int:
    """Names that are registered more than once for one date."""
    rows = Registration.objects.active().filter(occurrence__event=event).exclude(name="")
    named = rows.order_by().values("occurrence", same=Lower("name"))
    return named.annotate(count=Count("pk")).filter(count__gt=1).count()


def _same(count: int) -> str:
    return ngettext(
        "%(count)s name is registered twice for one date: perhaps one person, to be merged.",
        "%(count)s names are registered twice for one date: perhaps one person each, to be merged.",
        count,
    ) % {"count": count}


def _requests(count: int) -> str:
    return ngettext(
        "%(count)s person asks to come and waits for your answer.",
        "%(count)s people ask to come and wait for your answer.",
        count,
    ) % {"count": count}


def _wait(count: int) -> str:
    return ngettext(
        "%(count)s registration waits although seats are free: a group too large for them, or"
        " the time to let people in is over.",
        "%(count)s registrations wait although seats are free: a group too large for them, or"
        " the time to let people in is over.",
        count,
    ) % {"count": count}


def _offers(count: int) -> str:
    return ngettext(
        "%(count)s seat is offered and not accepted yet.",
        "%(count)s seats are offered and not accepted yet.",
        count,
    ) % {"count": count}
