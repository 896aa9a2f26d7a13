"""The pages of people and of the team's desk in a demo site, told as JSON.

Run inside a demo site: `manage.py shell -v 0 -c "from tests.browser import people; people.tell()"`.
"""

import json

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import translation
from wagtail.users.models import UserProfile

from events import sign_up
from events.desk.links import AREAS
from events.event import Event
from events.invitation import Invitation
from events.join_link import join_key
from events.pages import EventPage
from events.registration import Registration
from events.wish import Wish

LANGUAGES = ("en", "nl", "ar")
SLUG = "inclusion-days"
INVITING = "alliance-round-table"


def tell() -> None:
    """Somebody comes; print the addresses of all that they and the team then meet."""
    event = _event(SLUG)
    registration = _somebody(event)
    told = {language: _public(event, registration, language) for language in LANGUAGES}
    told["desk"] = _desk(event, registration)
    print(json.dumps(told))  # noqa: T201 - for the test that asked


def speak(language: str) -> None:
    """The admin speaks this language to its first superuser."""
    user = get_user_model().objects.filter(is_superuser=True).earliest("pk")
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save()


def _event(slug: str) -> Event:
    found: Event = EventPage.objects.get(slug=slug, locale__language_code="en").facts
    return found


def _somebody(event: Event) -> Registration:
    occurrence = event.occurrences.upcoming().select_related("event").order_by("starts_at").first()
    assert occurrence is not None
    wish = Wish("Noor Sample", "noor@sample.example", language="en", sector=_sector(event))
    sign_up.register(occurrence, wish)
    made = Registration.objects.active().get(occurrence=occurrence, email=wish.email)
    sign_up.confirm(made)
    return made


def _sector(event: Event) -> object:
    share = event.seat_shares.select_related("sector").exclude(sector=None).first()
    return share.sector if share else None


def _public(event: Event, registration: Registration, language: str) -> dict[str, str]:
    key = registration.key()
    invited = Invitation.objects.filter(event=_event(INVITING)).first()
    with translation.override(language):
        code = registration.occurrence.code
        told = {
            "form": reverse("events_register_occurrence", args=[event.public_id, code]),
            "sent": reverse("events_register_sent", args=[event.public_id, code]),
            "own page": reverse("events_registration", args=[key]),
            "changing": reverse("events_registration_change", args=[key]),
            "contributing": reverse("events_contributions", args=[key]),
            "joining": reverse("events_join", args=[join_key(registration)]),
            "certificate": reverse("events_verify"),
            "check-in": reverse("events_check_in", args=[event.public_id]),
        }
        if invited is not None:
            told["invitation"] = reverse("events_invitation", args=[invited.key()])
        return told


def _desk(event: Event, registration: Registration) -> dict[str, str]:
    told = {str(area.label): area.url(event) for area in AREAS}
    told["Desk"] = reverse("events_desk", args=[event.pk])
    told["Registration"] = reverse(
        "wagtailsnippets_events_registration:inspect", args=[registration.pk]
    )
    return told
