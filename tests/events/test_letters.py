"""What letters say, and to whom."""

from email import message_from_bytes
from email.policy import default

import pytest
from django.core import mail
from django.core.mail import get_connection
from icalendar import Calendar

from events import outbox, sign_up, subject
from events.join_link import join_key
from events.letters.registry import LETTERS
from events.letters.sending import send
from events.occurrence import Occurrence
from events.outbox import Kind, Letter
from events.registration import Registration
from tests.events import making

pytestmark = pytest.mark.django_db


def _send() -> list:
    """Send what is due; give the messages as a mail program reads them."""
    mail.outbox.clear()
    connection = get_connection()
    outbox.drain(lambda letter: send(letter, connection))
    sent = [message_from_bytes(one.message().as_bytes(), policy=default) for one in mail.outbox]
    return sorted(sent, key=lambda one: one["To"])


def _text(message) -> str:
    return message.get_body(("plain",)).get_content()


@pytest.fixture
def occurrence() -> Occurrence:
    made = making.occurrence(capacity=1, mode="hybrid", join_url="https://meet.example/room")
    making.page(made, title="Round table")
    making.page(made, title="Ronde tafel", language="nl")
    return made


def test_the_first_letter_holds_nothing_that_the_visitor_typed(occurrence: Occurrence) -> None:
    making.registration(occurrence, name="Buy at evil.example", organisation="evil.example")

    (message,) = _send()

    assert "evil" not in message.as_string()
    assert "meet.example" not in message.as_string()
    assert "Round table" in _text(message)


def test_the_first_letter_leads_to_the_persons_own_page(occurrence: Occurrence, client) -> None:
    made = making.registration(occurrence)

    (message,) = _send()

    address = f"http://localhost/en/registration/{made.key()}/"
    assert address in _text(message)
    assert client.get(address.removeprefix("http://localhost")).status_code == 200


def test_a_key_is_nowhere_in_the_database(occurrence: Occurrence) -> None:
    made = making.confirmed(occurrence)
    _send()

    rows = [*Registration.objects.values(), *Letter.objects.values()]

    assert made.key() not in repr(rows)
    assert made.key_hash in repr(rows)


def test_a_letter_speaks_the_language_of_the_person(occurrence: Occurrence) -> None:
    making.confirmed(occurrence, language="nl")

    (message,) = _send()

    assert message["Content-Language"] == "nl"
    assert message["Subject"].endswith("Ronde tafel")
    assert "/nl/registration/" in _text(message)
    assert '<html lang="nl" dir="ltr">' in message.get_body(("html",)).get_content()


def test_a_letter_in_arabic_reads_from_right_to_left(occurrence: Occurrence) -> None:
    making.confirmed(occurrence, language="ar")

    (message,) = _send()

    assert '<html lang="ar" dir="rtl">' in message.get_body(("html",)).get_content()


def test_who_is_registered_gets_the_entry_with_the_way_to_take_part(
    occurrence: Occurrence,
) -> None:
    link = f"/en/join/{join_key(making.confirmed(occurrence))}/"

    (message,) = _send()

    (attached,) = message.iter_attachments()
    entry = Calendar.from_ical(attached.get_content())
    (event,) = entry.walk("VEVENT")
    assert attached.get_content_type() == "text/calendar"
    assert "as a calendar of your own" in " ".join(_text(message).split())
    assert "METHOD" not in entry
    assert event["UID"] == occurrence.event.uid
    assert str(event["CONFERENCE"]).endswith(link)
    assert link in _text(message)


def test_one_link_of_ones_own_leads_into_the_event_and_the_chosen_sessions() -> None:
    made = making.occurrence(join_url="https://meet.example/all")
    chosen = making.session(made, mode="online", capacity=5, join_url="https://meet.example/own")
    making.page(made)
    guest = making.confirmed(made, sessions=[chosen])

    message = _send()[-1]

    (attached,) = message.iter_attachments()
    entry = Calendar.from_ical(attached.get_content()).walk("VEVENT")[0]
    assert str(entry["CONFERENCE"]).endswith(f"/en/join/{join_key(guest)}/")
    assert "meet.example" not in message.as_string()


def test_who_waits_hears_the_place_and_not_how_to_take_part(occurrence: Occurrence) -> None:
    making.confirmed(occurrence, "a@sample.example")
    making.confirmed(occurrence, "b@sample.example")

    message = _send()[1]

    assert message["To"] == "b@sample.example"
    assert "You are number 1." in _text(message)
    assert "meet.example" not in message.as_string()


def test_headers_say_that_a_machine_writes(occurrence: Occurrence, settings) -> None:
    settings.EVENTS_REPLY_TO = "events@city.example"
    made = making.confirmed(occurrence)

    (message,) = _send()

    letter = made.letters.get(kind=Kind.REGISTERED)
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Reply-To"] == "events@city.example"
    assert message["Message-ID"] == f"<{letter.message_id}@localhost>"


def test_a_title_cannot_smuggle_in_a_header() -> None:
    occurrence = making.occurrence()
    page = making.page(occurrence)
    type(page).objects.filter(pk=page.pk).update(title="Tea\r\nBcc: all@evil.example")
    making.confirmed(occurrence)

    (message,) = _send()

    assert message["Bcc"] is None
    assert message["Subject"] == "You are registered: Tea Bcc: all@evil.example"


def test_a_letter_that_is_no_longer_so_is_dropped(occurrence: Occurrence) -> None:
    made = making.confirmed(occurrence)
    sign_up.cancel(made)

    messages = _send()

    assert [one["Subject"] for one in messages] == ["Your registration is cancelled: Round table"]
    states = made.letters.order_by("pk").values_list("kind", "state")
    assert dict(states) == {"confirm": "dropped", "registered": "dropped", "cancelled": "sent"}


def test_who_has_no_address_gets_no_letter(occurrence: Occurrence) -> None:
    made = making.confirmed(occurrence)
    Registration.objects.update(email="")

    assert _send() == []
    assert set(made.letters.values_list("state", flat=True)) == {"dropped"}


def test_every_kind_of_letter_has_its_words() -> None:
    kinds = {value for name, value in vars(Kind).items() if name.isupper()}

    assert kinds == set(LETTERS)


def test_a_day_and_its_hours_are_joined_as_the_language_does(
    occurrence: Occurrence, monkeypatch: pytest.MonkeyPatch
) -> None:
    patterns = {"two parts with a comma": "%(first)s، %(second)s", "format of a day": "l j F Y"}
    monkeypatch.setattr(subject, "pgettext", lambda context, _text: patterns[context])

    told = subject.when(occurrence)

    assert (told.count("،"), told.count(",")) == (2, 0)
