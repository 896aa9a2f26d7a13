"""Sending somebody the link to their own page once more, as the team may."""

from functools import partial

from . import capacity, outbox
from .busy import in_one_go
from .moving import tell
from .outbox import Kind, Letter
from .pool import Pool
from .registration import Registration


def send_link(registration: Registration) -> bool:
    """Write the link to who is registered, or ask once more to confirm the address.

    False where there is nobody to write to.
    """
    gate = capacity.gate_of(registration.occurrence)
    return in_one_go(partial(_send, registration, gate))


def _send(registration: Registration, gate: Pool) -> bool:
    capacity.lock([gate])
    registration.refresh_from_db()
    if not registration.is_active or not registration.email:
        return False
    if registration.is_address_confirmed:
        tell(registration, Kind.OWN_LINK)
        return True
    number = registration.letters.filter(kind=Kind.CONFIRM).count() + 1
    outbox.write([Letter(registration=registration, kind=Kind.CONFIRM, number=number)])
    return True
