"""Two at one letter of the team; and of several dates of one person, of which it tells."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from events import sign_up
from events.busy import Busy
from events.composing import mailings
from events.composing.mailing_form import MailingForm
from events.mailing import send_mailing
from events.models import Letter, Mailing, Registration
from events.occurrence import Occurrence

from . import making
from .test_letters import _send
from .test_mailing import emails, fields, mailing

pytestmark = pytest.mark.django_db

TOO_BUSY = "The database was too busy; nothing was changed. Please try again."


@pytest.fixture
def occurrence() -> Occurrence:
    made = making.occurrence()
    making.page(made, title="Round table")
    return made


@pytest.fixture
def boss(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("boss", "boss@sample.example", "x"))
    return client


def desk(of: Mailing, deed: str) -> str:
    return f"/admin/events/desk/{of.event_id}/letters/{of.pk}/{deed}/"


def as_before(monkeypatch: pytest.MonkeyPatch, known: Mailing) -> None:
    """Let the view have looked at the letter before a colleague sent it."""
    monkeypatch.setattr(mailings, "_mailing", lambda _event, _pk: known)


def over(date: Occurrence, *, days: int) -> None:
    moment = timezone.now() - timedelta(days=days)
    Occurrence.objects.filter(pk=date.pk).update(starts_at=moment, ends_at=moment)


def test_an_edit_that_comes_after_the_sending_changes_nothing(
    boss: Client, occurrence: Occurrence, monkeypatch: pytest.MonkeyPatch
) -> None:
    making.confirmed(occurrence, "a@x.example")
    written = mailing(occurrence)
    as_before(monkeypatch, Mailing.objects.get())
    send_mailing(written)

    answer = boss.post(desk(written, "edit"), fields(subject_en="Other"), follow=True)

    sent = Mailing.objects.get()
    assert (sent.is_sent, sent.recipients) == (True, 1)
    assert [one.subject for one in sent.words.all()] == ["News of {title}", "Nieuws"]
    assert "It was sent already." in answer.content.decode()
    assert send_mailing(sent) is None


def test_a_letter_that_a_colleague_sent_is_not_thrown_away(
    boss: Client, occurrence: Occurrence, monkeypatch: pytest.MonkeyPatch
) -> None:
    making.confirmed(occurrence, "a@x.example")
    written = mailing(occurrence)
    as_before(monkeypatch, Mailing.objects.get())
    send_mailing(written)

    answer = boss.post(desk(written, "delete"), follow=True)

    assert Mailing.objects.get().is_sent
    assert Letter.objects.filter(kind="mailing").count() == 1
    assert "It was sent already." in answer.content.decode()


@pytest.fixture
def busy(monkeypatch: pytest.MonkeyPatch) -> None:
    def claim_in_vain(_mailing: Mailing, **_values: Any) -> bool:
        raise Busy

    monkeypatch.setattr("events.mailing.claim", claim_in_vain)
    monkeypatch.setattr("events.composing.mailing_form.claim", claim_in_vain)


@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize("deed", ["send", "delete", "edit"])
def test_a_database_that_is_too_busy_says_so(
    boss: Client, occurrence: Occurrence, deed: str
) -> None:
    written = mailing(occurrence)

    answer = boss.post(desk(written, deed), fields(subject_en="Other"), follow=True)

    shown = answer.content.decode()
    assert TOO_BUSY in shown
    assert (deed != "edit") or (answer.status_code == 503 and 'value="Other"' in shown)
    assert not Mailing.objects.get().is_sent


def test_a_new_letter_whose_first_attempt_was_taken_back_is_kept_by_the_second(
    boss: Client, occurrence: Occurrence, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, attempts = MailingForm._write_words, []

    def crossed(form: MailingForm) -> None:
        attempts.append(form)
        if len(attempts) == 1:
            raise OperationalError("database is locked")
        write(form)

    monkeypatch.setattr(MailingForm, "_write_words", crossed)

    boss.post(f"/admin/events/desk/{occurrence.event_id}/letters/new/", fields())

    assert [str(one) for one in Mailing.objects.all()] == ["News"]


def test_a_draft_is_thrown_away(boss: Client, occurrence: Occurrence) -> None:
    boss.post(desk(mailing(occurrence), "delete"))

    assert not Mailing.objects.exists()


@pytest.mark.parametrize(
    ("deed", "looked_before"),
    [("delete", False), ("delete", True), ("send", True), ("edit", True)],
)
def test_a_draft_that_a_colleague_threw_away_leads_to_the_list(
    boss: Client,
    occurrence: Occurrence,
    monkeypatch: pytest.MonkeyPatch,
    deed: str,
    *,
    looked_before: bool,
) -> None:
    written = mailing(occurrence)
    if looked_before:
        as_before(monkeypatch, Mailing.objects.get())
    Mailing.objects.all().delete()

    answer = boss.post(desk(written, deed), fields(), follow=True)

    list_of = f"/admin/events/desk/{occurrence.event_id}/letters/"
    assert answer.redirect_chain == [(list_of, 302)]
    assert "The draft is gone." in answer.content.decode()
    assert not Letter.objects.filter(kind="mailing").exists()


def test_it_is_sent_to_whom_a_colleague_chose_a_moment_ago(occurrence: Occurrence) -> None:
    making.confirmed(occurrence, "a@x.example")
    known = mailing(occurrence)
    data: Any = {**fields(), "states": ["waiting"]}
    form = MailingForm(data, mailing=Mailing.objects.get())
    assert form.is_valid()

    form.save()

    assert send_mailing(known) == 0


def test_of_several_dates_it_tells_of_the_next_one(occurrence: Occurrence) -> None:
    later = making.another_date(occurrence, days=14)
    soon = making.another_date(occurrence, days=7)
    for date in (occurrence, later, soon):
        making.confirmed(date, "a@x.example")
    over(occurrence, days=30)

    (told,) = mailing(occurrence).people()

    assert told.occurrence == soon


def test_where_all_dates_are_over_it_tells_of_the_last_one(occurrence: Occurrence) -> None:
    last = making.another_date(occurrence, days=7)
    for date, days in ((occurrence, 30), (last, 3)):
        making.confirmed(date, "a@x.example")
        over(date, days=days)

    (told,) = mailing(occurrence).people()

    assert told.occurrence == last


def test_one_click_turns_the_letters_about_all_dates_off(
    occurrence: Occurrence, client: Client
) -> None:
    other = making.another_date(occurrence, days=7)
    for date in (occurrence, other):
        making.confirmed(date, "a@x.example")
    Registration.objects.filter(occurrence=other).update(email="A@x.example")
    spared = making.confirmed(making.occurrence(), "a@x.example")
    _send()
    send_mailing(mailing(occurrence))
    (letter,) = _send()
    path = letter["List-Unsubscribe"].strip(" <>").removeprefix("http://localhost")

    client.post(path)

    assert emails(mailing(occurrence)) == []
    assert Registration.objects.get(pk=spared.pk).wants_mailings
    client.post(path, {"on": "1"})
    assert emails(mailing(occurrence)) == ["a@x.example"]


def test_who_turned_them_off_signs_up_for_another_date_and_gets_none(
    occurrence: Occurrence,
) -> None:
    making.confirmed(occurrence, "a@x.example")
    Registration.objects.update(wants_mailings=False)
    making.confirmed(making.another_date(occurrence, days=7), "a@x.example")

    assert emails(mailing(occurrence)) == []
    assert emails(mailing(occurrence, needed=True)) == ["a@x.example"]


@pytest.mark.parametrize("needed", [True, False])
def test_who_cancelled_meanwhile_gets_none(occurrence: Occurrence, *, needed: bool) -> None:
    own = making.confirmed(occurrence, "a@x.example")
    _send()
    send_mailing(mailing(occurrence, needed=needed))
    sign_up.cancel(own, tell=False)

    assert _send() == []
