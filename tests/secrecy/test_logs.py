"""No deed of a registration leaves a name, an address or a key in the logs."""

import logging
import smtplib
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import call_command
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events import moving, outbox, sign_up, tasks
from events.check_in import CheckIn
from events.helper_link import make_helper_link
from events.occurrence import Occurrence
from events.outbox import Letter
from events.registration import Registration
from tests.events import making
from tests.events.test_bounces import report
from tests.secrecy import planting
from tests.secrecy.overhearing import overhearing

pytestmark = pytest.mark.django_db

EMAIL = f"zenobia@{planting.HOST}"
FIELDS = {"name": planting.NAME, "email": EMAIL, "organisation": planting.HOUSE, "consent": "on"}
OWN = "events_registration"
State = Registration.State


class Refusing(BaseEmailBackend):
    """A mail server that says no, and to whom."""

    def send_messages(self, messages: Any) -> int:
        said = f"5.1.1 <{EMAIL}>: User unknown".encode()
        raise smtplib.SMTPRecipientsRefused(dict.fromkeys(messages[0].to, (550, said)))


def do_all(occurrence: Occurrence, folder: Path, settings: Any) -> set[str]:
    """Each deed that there is, by the pages where there are some; the keys that were used."""
    client = Client(raise_request_exception=False)
    person = _signs_up(client, occurrence)
    keys = {key for found in planting.keys(person).values() for key in found}
    _on_own_page(client, person)
    _moved(person)
    _checked_in(person, keys)
    _letters(settings, folder)
    _goes_wrong(client, person.key())
    call_command("forget_personal_data", verbosity=0)
    call_command("personal_data", "erase", EMAIL, noinput=True, verbosity=0)
    return keys


def _signs_up(client: Client, occurrence: Occurrence) -> Registration:
    path = f"/en/register/{occurrence.event.public_id}/{occurrence.code}/"
    for fields in ({**FIELDS, "mode": "online"}, {**FIELDS, "consent": ""}):
        assert client.post(path, fields).status_code in {303, 422}
    return Registration.objects.select_related("occurrence__event").get(email=EMAIL)


def _on_own_page(client: Client, person: Registration) -> None:
    key = person.key()
    for deed in ("_confirm", "_change", "_cancel", "_accept"):
        if deed == "_accept":
            until = timezone.now() + timedelta(hours=12)
            sign_up.register(person.occurrence, making.wish(EMAIL, name=planting.NAME))
            Registration.objects.filter(email=EMAIL).active().update(
                state=State.OFFERED, hold_until=until, address_confirmed_at=timezone.now()
            )
            key = Registration.objects.active().get(email=EMAIL).key()
        answer = client.post(reverse(f"{OWN}{deed}", args=[key]), {**FIELDS, "mode": "online"})
        assert answer.status_code == 303
    assert Registration.objects.get(email=EMAIL, state=State.CONFIRMED)


def _moved(person: Registration) -> None:
    there = making.another_date(person.occurrence, days=7)
    moving.move(Registration.objects.active().get(email=EMAIL), there)


def _checked_in(person: Registration, keys: set[str]) -> None:
    made = Registration.objects.active().get(email=EMAIL)
    now = timezone.now() - timedelta(minutes=5)
    Occurrence.objects.filter(pk=made.occurrence_id).update(
        starts_at=now, ends_at=now + timedelta(hours=2)
    )
    link, helper = make_helper_link(made.occurrence, "door"), Client()
    helper.post(reverse("events_helper", args=[link.key()]))
    tapped = {"deed": "let-in", "registration": made.uuid, "tap": uuid4()}
    address = reverse("events_check_in", args=[person.occurrence.event.public_id])
    assert helper.post(address, tapped).status_code == 303
    assert CheckIn.objects.get().registration == made
    keys.update({link.key(), made.key()})


def _letters(settings: Any, folder: Path) -> None:
    """Refused, tried again, sent, come back."""
    settings.EMAIL_BACKEND = f"{__name__}.{Refusing.__name__}"
    assert tasks.empty_outbox()["failed"] > 0
    assert EMAIL in "".join(Letter.objects.values_list("error", flat=True))
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    outbox.send_again(Letter.objects.all())
    assert tasks.empty_outbox()["sent"] > 0
    file = folder / "report.eml"
    file.write_bytes(report(Letter.objects.filter(state=Letter.State.SENT).latest("pk")))
    call_command("read_bounces", str(file), verbosity=0)
    assert Letter.objects.filter(state=Letter.State.RETURNED).count() == 1


def _goes_wrong(client: Client, key: str) -> None:
    """What Django logs by itself: not found, not so, under another name, an error of ours."""
    own = reverse(OWN, args=[key])
    assert client.get(reverse(f"{OWN}_cancel", args=[key])).status_code == 405
    assert client.get(f"{own}more/").status_code == 404
    assert client.get(own, HTTP_HOST="else where").status_code == 400
    text = f"refused\nDETAIL:  Failing row contains ({planting.NAME}, {EMAIL}, {own})."
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("events.own_page.answers_of", lambda _found: _fail(text))
        assert client.get(own).status_code == 500


def _fail(text: str) -> None:
    raise IntegrityError(text)


def marks(keys: set[str]) -> set[str]:
    return {*planting.MARKS, EMAIL, *keys}


def test_no_deed_leaves_a_name_an_address_or_a_key_in_the_logs(
    gathering: Occurrence, tmp_path: Path, settings: Any
) -> None:
    with overhearing() as ear:
        keys = do_all(gathering, tmp_path, settings)

    assert len(keys) > 8
    assert ear.found(marks(keys)) == set()
    said = "\n".join(ear.heard)
    for part in ("was not sent: SMTPRecipientsRefused", "Method Not Allowed", "IntegrityError"):
        assert part in said


def test_without_the_filter_what_django_says_would_be_found(
    gathering: Occurrence, tmp_path: Path, settings: Any
) -> None:
    """The control: it is the filter that takes keys and names out, and this test that sees them."""
    with overhearing(with_filter=False) as ear:
        keys = do_all(gathering, tmp_path, settings)

    found = {mark for mark, _text in ear.found(marks(keys))}
    assert {planting.NAME, planting.HOST, EMAIL} <= found
    assert found & keys


def test_an_app_that_logged_the_mail_servers_words_would_be_found(gathering: Occurrence) -> None:
    """The control for our own loggers, which are heard without any filter."""
    error = smtplib.SMTPRecipientsRefused({EMAIL: (550, b"no")})

    with overhearing() as ear:
        logging.getLogger("events.outbox").debug("Letter %s was not sent: %s", 7, error)

    assert {mark for mark, _text in ear.found({EMAIL})} == {EMAIL}
