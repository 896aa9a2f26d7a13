"""What the own page says of the day itself: the code for the door, the way in, the certificate."""

from typing import Any

from django.urls import reverse

from events.certificate import may_have_certificate
from events.check_in import code_of
from events.qr import qr_svg
from events.registration import Registration
from events.subject import Subject
from events.taking_part import Mode


def own_day(registration: Registration, subject: Subject) -> dict[str, Any]:
    """The parts that this person needs now; empty where there are none."""
    occurrence = registration.occurrence
    if occurrence.is_cancelled or occurrence.is_postponed:
        return {}
    if occurrence.is_past():
        return {"may_have_certificate": may_have_certificate(registration)}
    ways = subject.ways_in()
    return {
        "code": qr_svg(code_address(registration, subject)) if _goes_there(registration) else "",
        "join_url": ways[0][1] if ways else "",
    }


def code_address(registration: Registration, subject: Subject) -> str:
    """What the QR leads to: the check-in page, which says nothing to who is no helper."""
    path = reverse("events_check_in", args=[subject.event.public_id])
    return f"{subject.root_url}{path}?code={code_of(registration)}"


def _goes_there(registration: Registration) -> bool:
    event = registration.occurrence.event
    is_there = Mode.ONLINE not in {event.mode, registration.mode}
    return is_there and registration.state == Registration.State.CONFIRMED
