"""Who may check people in at an event: the team by permission, helpers by the day's link."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from events import conf
from events.check_in import By
from events.event import Event
from events.helper_link import HelperLink, open_until
from events.occurrence import Occurrence
from events.role import may

COOKIE = "events_helper"
SALT = "events.helper"


@dataclass(frozen=True)
class Access:
    """Somebody who may check in: as whom, and at which dates."""

    by: By
    role: str
    may_exceed: bool
    only: int | None = None
    """The pk of the one date for which a helper has a link."""

    @property
    def new_tap(self) -> str:
        """A number for the next tap, for browsers without scripts."""
        return str(uuid4())

    def dates(self, event: Event) -> list[Occurrence]:
        """The dates at which they may check people in now."""
        margin = conf.check_in_margin()
        now = timezone.now()
        near = event.occurrences.between(now - margin, now + margin).order_by("starts_at")
        found = list(near if self.only is None else near.filter(pk=self.only))
        for one in found:
            one.event = event
        return found


def access_to(request: HttpRequest, event: Event) -> Access | None:
    """As whom this visitor may check in at the event; None for everybody else."""
    user: Any = request.user
    if may(user, "check_in_checkin", event):
        name = user.get_full_name() or user.get_username()
        return Access(By(user=user.pk), name, may(user, "exceed_checkin", event))
    link = _link(request)
    if link is None or link.occurrence.event_id != event.pk or not link.is_good():
        return None
    return Access(By(helper=link.pk), link.role, link.may_exceed, only=link.occurrence_id)


def let_help(response: HttpResponse, link: HelperLink, *, is_secure: bool) -> None:
    """Give this device the right to check in until the day is over: a signed cookie."""
    left = open_until(link.occurrence) - timezone.now()
    response.set_signed_cookie(
        COOKIE,
        f"{link.uuid}:{link.key_number}",
        salt=SALT,
        max_age=max(int(left.total_seconds()), 0),
        path=page_of(link.occurrence.event),
        secure=is_secure,
        httponly=True,
        samesite="Lax",
    )


def stop_helping(response: HttpResponse, event: Event) -> None:
    response.delete_cookie(COOKIE, path=page_of(event), samesite="Lax")


def page_of(event: Event) -> str:
    return reverse("events_check_in", args=[event.public_id])


def _link(request: HttpRequest) -> HelperLink | None:
    value = request.get_signed_cookie(COOKIE, default="", salt=SALT) or ""
    uuid, _separator, number = value.partition(":")
    if not number.isdecimal():
        return None
    rows = HelperLink.objects.standing().select_related("occurrence__event")
    return rows.filter(uuid=UUID(uuid), key_number=int(number)).first()
