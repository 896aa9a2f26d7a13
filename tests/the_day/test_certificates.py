"""Certificates: to print for who came, and to ask about for everybody else."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from events import check_in
from events.certificate import Certificate
from events.occurrence import Occurrence
from events.registration import Registration, forget
from tests.events import making
from tests.events.test_check_in import tap
from tests.the_day.conftest import move


@pytest.fixture
def came(today: Occurrence) -> Registration:
    guest = making.confirmed(today, name="Ada Lovelace")
    check_in.let_in(guest, tap())
    move(today, timedelta(hours=-3))
    return guest


def own(guest: Registration) -> str:
    return reverse("events_registration_certificate", args=[guest.key()])


def asked(number: str) -> str:
    return reverse("events_certificate_check", args=[number])


def test_it_is_made_on_request_and_printed_from_then_on(came: Registration) -> None:
    client = Client()
    before = client.get(own(came)).content.decode()

    made = client.post(own(came), follow=True)

    html = made.content.decode()
    number = Certificate.objects.get().number
    assert "certificate__name" not in before
    for said in ("Ada Lovelace", "Round table", "2 hours", number):
        assert said in html
    assert "no-store" in made["Cache-Control"]


def test_the_own_page_offers_it_to_who_came(came: Registration) -> None:
    absent = making.confirmed(making.occurrence())

    shown = [
        own(one) in Client().get(reverse("events_registration", args=[one.key()])).content.decode()
        for one in (came, absent)
    ]

    assert shown == [True, False]


def test_who_did_not_come_gets_none(today: Occurrence) -> None:
    guest = making.confirmed(today)
    move(today, timedelta(hours=-3))

    assert (Client().post(own(guest)).status_code, Certificate.objects.count()) == (404, 0)


def test_a_number_says_what_stands_on_the_paper_and_no_more(came: Registration) -> None:
    Client().post(own(came))
    number = Certificate.objects.get().number

    answer = Client().get(asked(number))
    typed = Client().get(reverse("events_verify"), {"number": number.lower()})

    html = answer.content.decode()
    assert (answer.status_code, typed.status_code) == (200, 200)
    assert ("Ada Lovelace" in html, "Round table" in html, came.email in html) == (
        True,
        True,
        False,
    )
    assert ("no-store" in answer["Cache-Control"], answer["X-Robots-Tag"]) == (
        True,
        "noindex, nofollow",
    )


def test_once_they_are_forgotten_it_is_still_true_without_a_name(came: Registration) -> None:
    Client().post(own(came))
    number = Certificate.objects.get().number
    forget(Registration.objects.filter(pk=came.pk))

    html = Client().get(asked(number)).content.decode()

    assert ("Yes, it is genuine" in html, "Ada" in html) == (True, False)


@pytest.mark.parametrize("number", ["ABCDE-ABCDE-ABCDE-ABCDE", "-", "é"])
def test_a_number_that_nobody_gave_is_none(came: Registration, number: str) -> None:
    Client().post(own(came))

    answer = Client().get(asked(number))

    assert (answer.status_code, b"Ada" in answer.content) == (404, False)


def test_it_speaks_the_language_of_its_person(today: Occurrence) -> None:
    guest = making.confirmed(today, language="ar")
    check_in.let_in(guest, tap())
    move(today, timedelta(hours=-3))

    html = Client().post(own(guest), follow=True).content.decode()

    assert '<html lang="ar" dir="rtl">' in html
