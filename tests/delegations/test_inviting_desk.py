"""The team picks organisations, sees the letters, and sends them once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry

from events.event import Event
from events.invitation import Invitation
from events.outbox import Letter
from stakeholders.models import Organisation
from tests.events import making

from .guests import in_directory, invitation, sector


@pytest.fixture
def event() -> Event:
    date = making.occurrence()
    making.page(date, title="Round table")
    return date.event


def address(event: Event, step: str = "pick") -> str:
    return f"/admin/events/desk/{event.pk}/invitations/{step}/"


def form(*chosen: Organisation, **typed: Any) -> dict[str, Any]:
    """What the page sends: those ticked, with the addresses beside them, and the terms."""
    keys = [str(one.pk) for one in chosen]
    beside = {f"email-{key}": f"office{key}@school.example" for key in keys}
    beside |= {f"language-{key}": "en" for key in keys}
    return {"chosen": keys, "seats": "2", **beside, **typed}


def names(page: str, *wanted: str) -> list[bool]:
    return [name in page for name in wanted]


def test_organisations_are_found_by_their_terms_and_by_words(admin: Client, event: Event) -> None:
    in_directory("Harbour School", sectors=[sector("education")])
    in_directory("Town Hall", sectors=[sector("government")])

    by_sector = admin.get(address(event), {"sector": "education"}).content.decode()
    by_words = admin.get(address(event), {"q": "town"}).content.decode()

    assert names(by_sector, "Harbour School", "Town Hall") == [True, False]
    assert names(by_words, "Harbour School", "Town Hall") == [False, True]


def test_a_pasted_list_finds_names_and_codes_and_says_who_is_unknown(
    admin: Client, event: Event
) -> None:
    in_directory("Harbour School", email="office@harbour.example")
    other = in_directory("Town Hall")
    in_directory("Library")

    pasted = f"HARBOUR school\tGroningen\n{other.code}\nNobody Ltd"
    page = admin.post(address(event), {"pasted": pasted}).content.decode()

    assert names(page, "Harbour School", "Town Hall", "chosen") == [True, True, True]
    assert "Nobody in the directory is called:" in page
    assert "Nobody Ltd" in page
    assert page.count('name="chosen"') == 2
    assert 'value="office@harbour.example"' in page


def test_who_was_invited_already_cannot_be_ticked_and_who_is_left_out_is(
    admin: Client, event: Event
) -> None:
    invited = in_directory("Harbour School", email="office@harbour.example")
    left_out = in_directory("Town Hall", email="office@hall.example")
    invitation(event.occurrences.get(), organisation=invited)

    page = admin.get(address(event)).content.decode()
    only = admin.get(address(event), {"left_out": "1"}).content.decode()

    assert "Harbour School · invited already" in page
    assert names(only, "Harbour School", f'value="{left_out.pk}" checked') == [False, True]


def test_an_address_is_typed_where_the_directory_has_none(admin: Client, event: Event) -> None:
    school = in_directory("Harbour School")

    without = admin.post(address(event, "preview"), form(school, **{f"email-{school.pk}": ""}))
    admin.post(address(event, "send"), form(school))

    assert without.status_code == 422
    assert "Type an address, or do not choose this organisation." in without.content.decode()
    assert Invitation.objects.get().email == f"office{school.pk}@school.example"


def test_the_letter_is_seen_in_each_language_before_anybody_gets_it(
    admin: Client, event: Event
) -> None:
    one, other = in_directory("Harbour School"), in_directory("Town Hall")
    sent = form(one, other, **{f"language-{other.pk}": "ar", "own_line_en": "Bring your plans."})

    page = admin.post(address(event, "preview"), sent).content.decode()

    assert names(page, 'lang="en" dir="ltr"', 'lang="ar" dir="rtl"', "Bring your plans.") == [
        True,
        True,
        True,
    ]
    assert "(an address of their own)" in page
    assert "Send 2 invitations" in page
    assert (Invitation.objects.count(), Letter.objects.count()) == (0, 0)


def test_a_double_click_sends_one_letter_each(admin: Client, event: Event) -> None:
    chosen = [in_directory("Harbour School"), in_directory("Town Hall")]

    answers = [admin.post(address(event, "send"), form(*chosen)) for _click in range(2)]

    assert [one.status_code for one in answers] == [302, 302]
    assert list(Letter.objects.values_list("kind", flat=True)) == ["invited", "invited"]
    assert ModelLogEntry.objects.filter(action="events.invite").count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"chosen": []}, "Choose at least one organisation."),
        ({"answer_by": "2020-01-01"}, "This day is over."),
        ({"answer_by": "2999-01-01"}, "The event has begun by then."),
        ({"seats": "0"}, "greater than or equal to 1"),
    ],
    ids=["nobody", "past", "too late", "no seat"],
)
def test_a_mistake_keeps_what_was_typed(
    typed: dict[str, Any], said: str, admin: Client, event: Event
) -> None:
    school = in_directory("Harbour School")
    sent = form(school, own_line_en="Bring your plans.") | typed

    response = admin.post(address(event, "preview"), sent)

    assert response.status_code == 422
    page = response.content.decode()
    assert names(page, said, "Bring your plans.") == [True, True]


def test_a_warning_says_that_more_seats_are_promised_than_held_back(
    admin: Client, event: Event
) -> None:
    school = in_directory("Harbour School")

    page = admin.post(address(event, "preview"), form(school, is_reserved="on")).content.decode()

    assert "Seats are kept for 2 people in all, but this event holds back 0." in page


@pytest.mark.parametrize("step", ["pick", "preview", "send", "remind"])
def test_who_may_only_see_invitations_may_not_invite(
    step: str, member: Callable[..., Client], event: Event
) -> None:
    client = member("view_invitation")

    ask = client.get if step == "pick" else client.post
    response = ask(address(event, step))

    assert response.status_code == 302
    assert response["Location"] == "/admin/"


@pytest.mark.parametrize("count", [1, 3])
def test_many_organisations_cost_as_many_queries_as_one(
    count: int, admin: Client, event: Event, django_assert_max_num_queries: Any
) -> None:
    for number in range(count):
        in_directory(f"School {number}", email=f"office{number}@school.example")
    admin.get(address(event))

    with django_assert_max_num_queries(42):
        admin.get(address(event))


def test_nobody_is_invited_to_what_nobody_signs_up_for(admin: Client) -> None:
    date = making.occurrence(is_registration_needed=False)
    making.page(date)
    school = in_directory("Harbour School")

    response = admin.post(address(date.event, "send"), form(school))

    assert response.status_code == 422
    assert "Nobody signs up for this event." in response.content.decode()
    assert not Invitation.objects.exists()
