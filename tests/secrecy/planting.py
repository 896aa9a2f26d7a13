"""People whose names must be seen by nobody else: one in each state, and where they have keys."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from events.certificate import certificate_for
from events.helper_link import make_helper_link
from events.join_link import join_key
from events.letters import turning_off
from events.occurrence import Occurrence
from events.own_calendar import make_own_calendar
from events.registration import Registration
from events.sealed_key import seal
from tests.delegations.guests import invitation
from tests.events import making

NAME = "Zenobia Hidden"
HOST = "hidden.example"
HOUSE = "House of the Hidden"
MARKS = (NAME, HOST, HOUSE)
State = Registration.State


def in_every_state(occurrence: Occurrence) -> dict[str, Registration]:
    """One person per state, by the state's name."""
    return {state.value: _person(occurrence, state) for state in State}


def _person(occurrence: Occurrence, state: "Registration.State") -> Registration:
    made = making.confirmed(
        occurrence, f"{state.value}@{HOST}", name=f"{NAME} {state.value}", organisation=HOUSE
    )
    values: dict[str, Any] = {"state": state.value}
    if state == State.HELD:
        values["address_confirmed_at"] = None
    if state == State.OFFERED:
        values["hold_until"] = timezone.now() + timedelta(hours=12)
    if state == State.WAITING:
        values["position"] = 1
    Registration.objects.filter(pk=made.pk).update(**values)
    return Registration.objects.select_related("occurrence__event").get(pk=made.pk)


def keys(registration: Registration) -> dict[str, list[str]]:
    """What stands in the addresses that open something of this person, by the address's name."""
    own = registration.key()
    helper = make_helper_link(registration.occurrence, "door")
    return {
        "events_registration": [own],
        "events_registration_confirm": [own],
        "events_registration_accept": [own],
        "events_registration_change": [own],
        "events_registration_cancel": [own],
        "events_registration_calendar": [own],
        "events_registration_certificate": [own],
        "events_registration_delegation": [own],
        "events_contributions": [own],
        "events_own_calendar": [make_own_calendar(registration).key()],
        "events_join": [join_key(registration)],
        "events_helper": [helper.key()],
        "events_certificate_check": [certificate_for(registration).number],
        "events_letters_off": [seal(turning_off.PURPOSE, registration.uuid)],
        "events_invitation": [invitation(registration.occurrence).key()],
    }
