"""Where the database is too busy, or a change is refused, the team reads so and nothing changed."""

from typing import Any

import pytest
from django.test import Client

from events import delegation, inviting
from events.busy import Busy
from events.invitation import Invitation
from events.outbox import Letter
from tests.events import making

from .guests import in_directory, invitation, organisation, person
from .test_invitations_desk import address, amended
from .test_inviting_desk import form

SAID = "The database was too busy; nothing was changed."


@pytest.fixture
def asked() -> Invitation:
    made = invitation(seats=2, organisation=organisation("Harbour School (sample)"))
    assert made.occurrence is not None
    making.page(made.occurrence, title="Round table")
    return made


@pytest.fixture
def busy(monkeypatch: pytest.MonkeyPatch) -> None:
    def give_up(_deed: Any) -> None:
        raise Busy

    for module in (inviting, delegation):
        monkeypatch.setattr(module, "in_one_go", give_up)


@pytest.mark.usefixtures("busy")
def test_nobody_is_reminded(admin: Client, asked: Invitation) -> None:
    answer = admin.post(address(asked, "remind/"), {"all": "1"}, follow=True)

    assert SAID in answer.content.decode()
    assert not Letter.objects.exists()


@pytest.mark.usefixtures("busy")
def test_what_was_typed_stays_where_nothing_was_amended(admin: Client, asked: Invitation) -> None:
    sent = amended(asked, email="new@school.example")

    answer = admin.post(address(asked, f"{asked.pk}/amend/"), sent)

    html = answer.content.decode()
    assert (answer.status_code, SAID in html) == (503, True)
    assert 'value="new@school.example"' in html
    assert Invitation.objects.get().email == asked.email


@pytest.mark.usefixtures("busy")
def test_nothing_is_withdrawn(admin: Client, asked: Invitation) -> None:
    answer = admin.post(address(asked, f"{asked.pk}/withdraw/"), follow=True)

    assert SAID in answer.content.decode()
    assert Invitation.objects.get().is_standing


@pytest.mark.usefixtures("busy")
def test_nobody_is_invited_and_who_was_chosen_still_is(admin: Client, asked: Invitation) -> None:
    school = in_directory("Town Hall")

    answer = admin.post(address(asked, "send/"), form(school))

    html = answer.content.decode()
    assert (answer.status_code, SAID in html) == (503, True)
    assert f"office{school.pk}@school.example" in html
    assert Invitation.objects.get() == asked


def test_after_a_refusal_the_page_shows_what_holds(admin: Client, asked: Invitation) -> None:
    assert asked.occurrence is not None
    for email in ("one@school.example", "two@school.example"):
        delegation.name(asked, asked.occurrence, person(email))
    sent = amended(asked, seats=1, email="new@school.example")

    answer = admin.post(address(asked, f"{asked.pk}/amend/"), sent)

    shown: Any = answer.context["invitation"]
    assert answer.status_code == 422
    assert (shown.email, shown.seats) == (asked.email, 2)
