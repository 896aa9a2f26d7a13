"""The list of invitations in the admin: remind, answer for an organisation, withdraw."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from events import agreeing, delegation
from events.invitation import Invitation
from events.outbox import Letter
from events.registration import Registration
from tests.events import making

from .guests import invitation, organisation, person


@pytest.fixture
def asked() -> Invitation:
    made = invitation(seats=2, organisation=organisation("Harbour School (sample)"))
    assert made.occurrence is not None
    making.page(made.occurrence, title="Round table")
    return made


def address(asked: Invitation, step: str = "") -> str:
    return f"/admin/events/desk/{asked.event_id}/invitations/{step}"


def test_the_list_says_who_answered_what(admin: Client, asked: Invitation) -> None:
    invitation(asked.occurrence, organisation=organisation("Town Hall"), answer="comes")

    page = admin.get(address(asked)).content.decode()
    comes = admin.get(address(asked), {"answer": "comes"}).content.decode()

    assert ("Comes (1)" in page, "No answer yet (1)" in page) == (True, True)
    assert ("Town Hall" in comes, "Harbour School" in comes) == (True, False)


def test_all_who_have_not_answered_are_reminded_by_one_click(
    admin: Client, asked: Invitation
) -> None:
    invitation(asked.occurrence, answer="declines")

    for _click in range(2):
        admin.post(address(asked, "remind/"), {"all": "1"})

    assert list(Letter.objects.values_list("invitation", "kind")) == [
        (asked.pk, "invitation-reminder")
    ]
    assert ModelLogEntry.objects.filter(action="events.remind_invited").count() == 1


def test_the_team_reads_why_nobody_was_reminded(admin: Client, asked: Invitation) -> None:
    there = address(asked, "remind/")
    admin.post(there, {"all": "1"})

    html = admin.post(there, {"all": "1"}, follow=True).content.decode()

    assert "Nobody is reminded who answered, or got a letter just now." in html


def test_only_those_ticked_are_reminded(admin: Client, asked: Invitation) -> None:
    other = invitation(asked.occurrence)

    admin.post(address(asked, "remind/"), {"invitation": [str(other.pk)]})

    assert Letter.objects.get().invitation == other


def test_the_team_answers_for_an_organisation(admin: Client, asked: Invitation) -> None:
    sent = {
        "answer": "comes",
        "new-1-name": "Delegate 1 (sample)",
        "new-1-email": "one@school.example",
        "new-1-language": "en",
    }

    response = admin.post(address(asked, f"{asked.pk}/"), sent)

    assert response.status_code == 302
    asked.refresh_from_db()
    assert (asked.answer, Registration.objects.get().email) == ("comes", "one@school.example")
    assert ModelLogEntry.objects.filter(action="events.answer_for").count() == 1


def test_a_mistake_of_the_team_keeps_what_was_typed(admin: Client, asked: Invitation) -> None:
    sent = {"answer": "comes", "new-1-name": "Delegate 1 (sample)", "new-1-language": "en"}

    response = admin.post(address(asked, f"{asked.pk}/"), sent)

    assert response.status_code == 422
    assert 'value="Delegate 1 (sample)"' in response.content.decode()


def test_withdrawing_says_beforehand_who_loses_a_seat(admin: Client, asked: Invitation) -> None:
    assert asked.occurrence is not None
    agreeing.agree(delegation.name(asked, asked.occurrence, person("one@school.example")))
    delegation.name(asked, asked.occurrence, person("two@school.example"))

    page = admin.get(address(asked, f"{asked.pk}/")).content.decode()
    admin.post(address(asked, f"{asked.pk}/withdraw/"))

    assert "1 person has confirmed and keeps the seat." in page
    assert "1 person has not, loses the seat and is told." in page
    states = Registration.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["confirmed", "cancelled"]


def test_nobody_without_the_permission_sees_it(
    member: Callable[..., Client], asked: Invitation
) -> None:
    client = member("view_registration")

    missing = f"/admin/events/desk/{asked.event_id}/missing/"
    places = (address(asked), address(asked, f"{asked.pk}/"), missing)
    answers = [client.get(place).status_code for place in places]

    assert answers == [302, 302, 302]


def test_an_invitation_of_another_event_is_not_found_here(admin: Client, asked: Invitation) -> None:
    other = invitation()

    response = admin.get(address(asked, f"{other.pk}/"), follow=True)

    assert response.status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_many_invitations_cost_as_many_queries_as_one(
    count: int, admin: Client, asked: Invitation, django_assert_max_num_queries: Any
) -> None:
    for _number in range(count):
        invitation(asked.occurrence)
    admin.get(address(asked))

    with django_assert_max_num_queries(30):
        admin.get(address(asked))


def amended(asked: Invitation, **values: Any) -> dict[str, Any]:
    sent = {"email": asked.email, "language": "en", "seats": asked.seats} | values
    return {f"amend-{name}": value for name, value in sent.items()}


def test_another_address_gets_the_letter_with_another_key(admin: Client, asked: Invitation) -> None:
    key = asked.key()

    admin.post(address(asked, f"{asked.pk}/amend/"), amended(asked, email="new@school.example"))

    fresh = Invitation.objects.get()
    assert (fresh.email, fresh.key() != key) == ("new@school.example", True)
    assert Invitation.objects.with_key(key) is None
    assert list(fresh.letters.values_list("kind", "number")) == [("invited", 1)]


def test_other_terms_are_no_reason_for_a_letter(admin: Client, asked: Invitation) -> None:
    admin.post(address(asked, f"{asked.pk}/amend/"), amended(asked, seats=4))

    fresh = Invitation.objects.get()
    assert (fresh.seats, fresh.key(), fresh.letters.count()) == (4, asked.key(), 0)


def test_an_organisation_keeps_the_places_of_those_it_has_named(
    admin: Client, asked: Invitation
) -> None:
    assert asked.occurrence is not None
    for email in ("one@school.example", "two@school.example"):
        delegation.name(asked, asked.occurrence, person(email))

    response = admin.post(address(asked, f"{asked.pk}/amend/"), amended(asked, seats=1))

    assert response.status_code == 422
    assert "More people are named already." in response.content.decode()
    assert Invitation.objects.get().seats == 2


def test_withdrawing_speaks_only_of_people_who_are_named(admin: Client, asked: Invitation) -> None:
    assert asked.occurrence is not None
    nobody = admin.get(address(asked, f"{asked.pk}/")).content.decode()
    delegation.name(asked, asked.occurrence, person("one@school.example"))

    one = admin.get(address(asked, f"{asked.pk}/")).content.decode()

    assert "The organisation gets a letter." in nobody
    assert "confirmed and keep" not in nobody + one
    assert ("loses the seat" in nobody, "1 person has not, loses the seat" in one) == (False, True)
    assert "lose their seats" not in nobody


def test_where_no_date_is_left_nobody_can_be_named(admin: Client) -> None:
    made = invitation(seats=2, organisation=organisation())
    assert made.occurrence is not None
    making.page(made.occurrence)
    date = made.occurrence
    Invitation.objects.update(occurrence=None)
    long_ago = timezone.now() - timedelta(days=9)
    type(date).objects.filter(pk=date.pk).update(starts_at=long_ago, ends_at=long_ago)
    sent = {"answer": "comes", "new-1-name": "Delegate", "new-1-email": "one@school.example"}

    shown = admin.get(address(made, f"{made.pk}/"))
    answer = admin.post(address(made, f"{made.pk}/"), {**sent, "new-1-language": "en"})

    assert "new-1-name" not in shown.content.decode()
    assert answer.status_code in {302, 422}
    assert not Registration.objects.exists()


def test_an_address_longer_than_the_database_keeps_is_refused_at_its_field(
    client: Client, asked: Invitation
) -> None:
    sent = {"answer": "comes", "new-1-name": "Delegate", "new-1-language": "en"}
    sent["new-1-email"] = f"{'a' * 250}@school.example"

    answer = client.post(f"/en/invitation/{asked.key()}/", sent)

    assert answer.status_code == 422
    assert "254" in answer.content.decode()
