"""Two of the team at one letter, and a round that meets a deed: one wins, the others hear so."""

import time
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db.models import F
from django.utils import timezone

from events import check_in
from events.busy import Busy, in_one_go
from events.check_in import By, Tap
from events.composing.mailing_form import MailingForm
from events.mailing import Mailing, discard, send_mailing
from events.management.commands.release_unconfirmed import Command
from events.registration import Registration
from tests.concurrency.arena import Arena, Together, together
from tests.events import making
from tests.events.test_mailing import fields, mailing

pytestmark = pytest.mark.concurrency

COLLEAGUES = 8


def _draft() -> int:
    date = making.occurrence()
    making.confirmed(date, "a@x.example")
    return mailing(date).pk


def _patiently(deed: Any) -> Any:
    """As a person does who reads that the database was too busy."""
    for _attempt in range(20):
        try:
            return deed()
        except Busy:
            continue
    return "busy"


def _does(deed: Any, pk: int, all_have_read: Together, _number: int) -> Any:
    draft = Mailing.objects.get(pk=pk)
    all_have_read()
    return _patiently(partial(deed, draft))


def _saves(pk: int, all_have_read: Together, number: int) -> Any:
    draft = Mailing.objects.select_related("event").get(pk=pk)
    form = MailingForm(fields(subject_en=f"News {number}"), mailing=draft)
    assert form.is_valid()
    all_have_read()
    return _patiently(form.save)


def _kept(pk: int) -> tuple[int, int]:
    return Mailing.objects.filter(pk=pk).count(), Mailing.objects.get(pk=pk).words.count()


def test_of_eight_who_send_a_letter_one_does(everywhere: Arena) -> None:
    pk = everywhere.run(_draft)

    answers = everywhere.rush(partial(_does, send_mailing, pk, together(COLLEAGUES)), COLLEAGUES)

    assert sorted(answers, key=str) == [1] + [None] * (COLLEAGUES - 1)


def test_of_eight_who_discard_a_letter_one_does(everywhere: Arena) -> None:
    pk = everywhere.run(_draft)

    answers = everywhere.rush(partial(_does, discard, pk, together(COLLEAGUES)), COLLEAGUES)

    assert sorted(answers) == [False] * (COLLEAGUES - 1) + [True]


def test_of_eight_who_write_a_letter_each_is_kept_whole(everywhere: Arena) -> None:
    pk = everywhere.run(_draft)

    answers = everywhere.rush(partial(_saves, pk, together(COLLEAGUES)), COLLEAGUES)

    assert answers == [True] * COLLEAGUES
    assert everywhere.run(partial(_kept, pk)) == (1, 1)


def _came_late() -> None:
    for _number in range(3):
        guest = making.registration(making.occurrence(capacity=1))
        check_in.let_in(guest, Tap(uuid4(), by=By(), at=timezone.now()))
    Registration.objects.update(hold_until=timezone.now() - timedelta(minutes=1))


def _round(is_in_hand: Together, number: int) -> None:
    """The first has one of them in hand when the round begins, then takes another."""
    if number:
        is_in_hand()
        call_command(Command(), verbosity=0)
        return
    in_one_go(partial(_crosswise, iter([is_in_hand])))


def _crosswise(once: Iterator[Together]) -> None:
    first, *_others, last = Registration.objects.order_by("pk").values_list("pk", flat=True)
    Registration.objects.filter(pk=last).update(seats=F("seats"))
    for is_in_hand in once:
        is_in_hand()
        time.sleep(0.3)
    Registration.objects.filter(pk=first).update(seats=F("seats"))


def _states() -> list[str]:
    return list(Registration.objects.values_list("state", flat=True))


def test_a_round_that_meets_a_deed_keeps_the_seats_of_those_who_came(everywhere: Arena) -> None:
    everywhere.run(_came_late)

    everywhere.rush(partial(_round, together(2)), 2)

    assert everywhere.run(_states) == ["confirmed"] * 3
