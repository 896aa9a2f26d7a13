"""Certificates: for who came, once it is over, with a number that only the paper knows."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events import check_in
from events.certificate import Certificate, certificate_for, may_have_certificate
from events.occurrence import Occurrence
from events.registration import Registration, forget
from tests.events import making
from tests.events.test_check_in import tap

pytestmark = pytest.mark.django_db


def came(*, is_over: bool = True) -> Registration:
    occurrence = making.occurrence()
    guest = making.confirmed(occurrence)
    check_in.let_in(guest, tap())
    if is_over:
        ended = timezone.now() - timedelta(hours=1)
        Occurrence.objects.filter(pk=occurrence.pk).update(
            starts_at=ended - timedelta(hours=2), ends_at=ended
        )
    return Registration.objects.get(pk=guest.pk)


def test_who_came_may_have_one_once_it_is_over() -> None:
    absent = making.confirmed(making.occurrence())

    asked = [came(), came(is_over=False), absent]

    assert [may_have_certificate(one) for one in asked] == [True, False, False]


def test_the_number_is_printed_in_groups_and_kept_as_a_hash() -> None:
    certificate = certificate_for(came())

    number = certificate.number

    assert [len(group) for group in number.split("-")] == [5, 5, 5, 5]
    assert certificate_for(certificate.registration) == certificate
    assert number.replace("-", "") not in str(vars(certificate))


@pytest.mark.parametrize("typed", [str, str.lower, lambda number: number.replace("-", " ")])
def test_a_number_is_found_however_it_is_typed(typed: object) -> None:
    certificate = certificate_for(came())

    assert Certificate.objects.numbered(typed(certificate.number)) == certificate  # type: ignore[operator]


def test_it_is_true_only_as_long_as_the_check_in_stands_also_of_somebody_forgotten() -> None:
    guest = came()
    certificate = certificate_for(guest)
    forget(Registration.objects.filter(pk=guest.pk))
    forgotten = Certificate.objects.numbered(certificate.number)
    assert forgotten is not None
    assert forgotten.is_true

    check_in.undo(guest, [one.uuid for one in guest.check_ins.all()])

    assert not certificate.is_true
