"""Join links: one's own, with a new number when the team says so."""

import pytest

from events.join_link import join_key, joining_by, renew_join_link, revoke_join_link
from events.registration import Registration, forget
from tests.events import making

pytestmark = pytest.mark.django_db


def fresh(guest: Registration) -> Registration:
    return Registration.objects.get(pk=guest.pk)


def test_a_link_is_of_one_person_and_is_no_other_key() -> None:
    one, other = (making.confirmed(making.occurrence(mode="online")) for _ in range(2))

    assert joining_by(join_key(one)) == one
    assert join_key(one) not in {join_key(other), one.key()}
    assert joining_by(one.key()) is None


def test_a_new_link_makes_the_old_one_useless() -> None:
    guest = making.confirmed(making.occurrence(mode="online"))
    old = join_key(guest)

    renew_join_link(guest)

    new = join_key(fresh(guest))
    assert (joining_by(old), joining_by(new)) == (None, guest)


def test_what_is_taken_back_opens_nothing_until_there_is_a_new_one() -> None:
    guest = making.confirmed(making.occurrence(mode="online"))
    old = join_key(guest)

    revoke_join_link(guest)
    without = join_key(fresh(guest))
    renew_join_link(guest)

    assert (without, joining_by(old)) == ("", None)
    assert joining_by(join_key(fresh(guest))) == guest


def test_the_link_of_somebody_forgotten_opens_nothing() -> None:
    guest = making.confirmed(making.occurrence(mode="online"))
    key = join_key(guest)

    forget(Registration.objects.filter(pk=guest.pk))

    assert joining_by(key) is None
