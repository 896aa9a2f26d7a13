"""The way in: words before it opens, a button while it is open, and the true address nowhere."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from events import outbox, sign_up
from events.join_link import join_key, revoke_join_link
from events.letters.sending import send
from events.occurrence import Occurrence
from events.own_calendar import make_own_calendar
from events.registration import Registration
from tests.events import making
from tests.the_day.conftest import NOW, move

TRUE = "https://meet.example/secret-room"
OF_SESSION = "https://meet.example/other-secret-room"


@pytest.fixture
def online() -> Occurrence:
    made = making.occurrence(mode="online", join_url=TRUE)
    making.session(made, hour=1, join_url=OF_SESSION)
    making.page(made)
    return made


def address(guest: Registration) -> str:
    return reverse("events_join", args=[join_key(guest)])


def test_before_it_opens_the_page_says_when(online: Occurrence) -> None:
    guest = making.confirmed(online)

    seen = Client().get(address(guest))
    refused = Client().post(address(guest), {"to": ""})

    assert (seen.status_code, refused.status_code) == (200, 409)
    assert "You can go in from" in seen.content.decode()
    assert guest.check_ins.count() == 0


@pytest.mark.parametrize(("minutes", "opens"), [(16, False), (14, True), (-119, True)])
def test_it_opens_a_quarter_of_an_hour_before(
    online: Occurrence, minutes: int, opens: bool
) -> None:
    guest = making.confirmed(online)
    move(online, timedelta(minutes=minutes))

    answer = Client().post(address(guest), {"to": ""})

    assert (answer.status_code == 303) == opens


def test_the_button_counts_once_and_leads_to_the_true_address(online: Occurrence) -> None:
    guest = making.confirmed(online)
    move(online, NOW)

    answers = [Client().post(address(guest), {"to": ""}) for _twice in range(2)]

    assert [(one.status_code, one["Location"]) for one in answers] == [(303, TRUE)] * 2
    assert answers[0]["Referrer-Policy"] == "no-referrer"
    assert [one.mode for one in guest.check_ins.all()] == ["online"]


def test_seeing_the_page_counts_nobody_and_tells_no_address(online: Occurrence) -> None:
    guest = making.confirmed(online)
    move(online, NOW)

    answer = Client().get(address(guest))

    assert (guest.check_ins.count(), b"secret-room" in answer.content) == (0, False)
    assert "https://meet.example" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("what", ["cancelled", "revoked", "unknown"])
def test_a_link_that_opens_nothing_says_so(online: Occurrence, what: str) -> None:
    guest = making.confirmed(online)
    link = address(guest)
    move(online, NOW)
    if what == "cancelled":
        sign_up.cancel(guest)
    if what == "revoked":
        revoke_join_link(guest)

    answer = Client().post(reverse("events_join", args=["x" * 43]) if what == "unknown" else link)

    assert answer.status_code == (409 if what == "cancelled" else 404)
    assert b"secret-room" not in answer.content


def test_who_signed_up_to_come_there_has_no_way_in(online: Occurrence) -> None:
    guest = making.confirmed(online)
    Registration.objects.filter(pk=guest.pk).update(mode="in-person")
    move(online, NOW)

    assert Client().post(address(guest), {"to": ""}).status_code == 409


def _told_everywhere(guest: Registration, online: Occurrence) -> dict[str, str]:
    """All that is told of an event, to the person and to everybody."""
    connection = mail.get_connection()
    outbox.drain(lambda letter: send(letter, connection))
    client = Client()
    page: Any = online.event.pages.get()
    uid = online.event.public_id
    calendar = make_own_calendar(guest)
    own = [f"/en/registration/{guest.key()}/", f"/calendars/mine/{calendar.key()}.ics"]
    own += [f"/en/join/{join_key(guest)}/"]
    public = [page.url, f"/calendars/en/{uid}.ics", "/calendars/en.ics", "/calendars/en.atom"]
    public += [f"/en/programme/{uid}/", f"/calendars/en/{uid}/programme.ics"]
    told = {one: client.get(one).content.decode() for one in [*own, *public]}
    return told | {str(letter.subject): letter.message().as_string() for letter in mail.outbox}


def test_the_true_address_stands_nowhere_and_the_own_link_where_it_is_needed(
    online: Occurrence,
) -> None:
    guest = making.confirmed(online)

    told = _told_everywhere(guest, online)

    unfolded = {where: text.replace("\r\n ", "").replace("=\n", "") for where, text in told.items()}
    assert [where for where, text in unfolded.items() if "secret-room" in text] == []
    key = join_key(guest)
    with_link = {where for where, text in unfolded.items() if key in text}
    assert f"/en/registration/{guest.key()}/" in with_link
    assert any(where.startswith("/calendars/mine/") for where in with_link)
    assert any(not where.startswith("/") for where in with_link)
    assert not any(where.startswith("/calendars/en") for where in with_link)
