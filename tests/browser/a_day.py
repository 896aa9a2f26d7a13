"""A gathering of the demo that is today, with guests and two helpers' links, told as JSON.

Run inside a demo site: `manage.py shell -v 0 -c "from tests.browser import a_day; a_day.tell()"`.
"""

import json
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone, translation

from events import capacity, check_in, sign_up
from events.check_in import CheckIn
from events.event import Event
from events.helper_link import make_helper_link
from events.join_link import join_key
from events.occurrence import Occurrence
from events.pages import EventPage
from events.registration import Registration
from events.wish import Wish

SLUG = "alliance-round-table"
GUESTS = [
    ("Ada Lovelace", "Alfa-college", 1),
    ("Bo Ñandú", "", 1),
    ("Cem Demir", "Hanze", 1),
    ("Dora Group", "Noorderpoort", 4),
    ("ليلى حداد", "", 1),
]


def tell(join_url: str = "https://meet.example/room") -> None:
    """A gathering is now, its guests are expected, and nobody came yet; print what a test needs."""
    event: Event = EventPage.objects.get(slug=SLUG, locale__language_code="en").facts
    occurrence = event.occurrences.order_by("-starts_at").first()
    assert occurrence is not None
    CheckIn.objects.filter(registration__occurrence=occurrence).delete()
    Registration.objects.filter(occurrence=occurrence, email="").delete()
    _at(occurrence, timezone.now() + timedelta(days=7))
    online = {"mode": "hybrid", "join_url": join_url}
    Event.objects.filter(pk=event.pk).update(capacity=80, registration_closes_at=None, **online)
    occurrence.event = event = Event.objects.get(pk=event.pk)
    capacity.settle(event, [occurrence])
    guests = [_guest(occurrence, *facts) for facts in GUESTS]
    _at(occurrence, timezone.now() - timedelta(minutes=30))
    print(json.dumps(_told(event, occurrence, guests)))  # noqa: T201 - for the test that asked


def _at(occurrence: Occurrence, start: datetime) -> None:
    end = start + timedelta(hours=2)
    event = Event.objects.filter(pk=occurrence.event_id)
    for rows in (Occurrence.objects.filter(pk=occurrence.pk), event):
        rows.update(starts_at=start, ends_at=end)
    occurrence.starts_at, occurrence.ends_at = start, end


def _guest(occurrence: Occurrence, name: str, organisation: str, seats: int) -> Registration:
    address = f"guest{GUESTS.index((name, organisation, seats))}@sample.example"
    if known := Registration.objects.filter(occurrence=occurrence, email=address).first():
        return known
    wish = Wish(name, address, language="en", organisation=organisation, seats=seats)
    sign_up.register(occurrence, wish)
    made = Registration.objects.get(occurrence=occurrence, email=address)
    sign_up.confirm(made)
    return made


def _told(event: Event, occurrence: Occurrence, guests: list[Registration]) -> dict[str, Any]:
    keys = [make_helper_link(occurrence, role).key() for role in ("Main door", "Side door")]
    first = guests[0]
    with translation.override("en"):
        return {
            "door": reverse("events_check_in", args=[event.public_id]),
            "helpers": [reverse("events_helper", args=[key]) for key in keys],
            "code": check_in.code_of(first),
            "join": reverse("events_join", args=[join_key(first)]),
            "own": reverse("events_registration", args=[first.key()]),
        }
