"""An organisation says of each person whether they come or take part online."""

import re

import pytest
from django.test import Client

from events import agreeing, delegation
from events.holding import Full
from events.invitation import Invitation
from events.registration import Registration
from tests.events import making

from .guests import invitation, person


@pytest.fixture
def asked() -> Invitation:
    made = invitation(seats=2, mode="hybrid", capacity=5)
    assert made.occurrence is not None
    making.page(made.occurrence)
    return made


def address(asked: Invitation) -> str:
    return f"/en/invitation/{asked.key()}/"


def row(prefix: str, email: str, **more: str) -> dict[str, str]:
    values = {"name": "Delegate (sample)", "email": email, "language": "en", **more}
    return {f"{prefix}-{name}": value for name, value in values.items()}


def test_each_person_is_named_with_a_way_which_the_list_shows(
    client: Client, asked: Invitation
) -> None:
    one = row("new-1", "one@school.example", mode="online")
    two = row("new-2", "two@school.example", mode="in-person")

    response = client.post(address(asked), {"answer": "comes", **one, **two})

    assert response.status_code == 303
    modes = Registration.objects.order_by("pk").values_list("mode", flat=True)
    assert list(modes) == ["online", "in-person"]
    page = client.get(address(asked)).content.decode()
    assert "has not answered yet · online" in page
    assert "has not answered yet · in person" in page


def test_a_person_without_a_way_is_not_named_and_stays_typed(
    client: Client, asked: Invitation
) -> None:
    sent = {"answer": "comes", **row("new-1", "one@school.example")}

    response = client.post(address(asked), sent)

    page = response.content.decode()
    assert response.status_code == 422
    assert 'href="#id_new-1-mode_0"' in page
    assert 'value="one@school.example"' in page
    assert not Registration.objects.exists()


def test_a_way_alone_names_nobody(client: Client, asked: Invitation) -> None:
    response = client.post(address(asked), {"answer": "comes", "new-1-mode": "online"})

    assert response.status_code == 303
    assert not Registration.objects.exists()


def test_where_all_take_part_in_the_same_way_nobody_is_asked(client: Client) -> None:
    asked = invitation(mode="in-person")
    assert asked.occurrence is not None
    making.page(asked.occurrence)

    assert "new-1-mode" not in client.get(address(asked)).content.decode()


def test_who_is_sent_instead_takes_part_in_a_way_of_their_own(
    client: Client, asked: Invitation
) -> None:
    assert asked.occurrence is not None
    first = delegation.name(asked, asked.occurrence, person("one@school.example", mode="online"))
    sent = row(f"replace-{first.uuid}", "two@school.example", mode="in-person")

    client.post(address(asked), {"answer": "comes", **sent})

    now, before = Registration.objects.order_by("-pk")
    assert (now.email, now.mode, now.state) == ("two@school.example", "in-person", "held")
    assert (before.mode, before.state) == ("online", "cancelled")
    assert asked.delegates.named().get().mode == "in-person"


def test_another_way_takes_a_seat_of_its_share_and_gives_the_old_one_to_who_waits(
    asked: Invitation,
) -> None:
    assert asked.occurrence is not None
    online = making.share(asked.occurrence, seats=1, mode="online")
    in_person = making.share(asked.occurrence, seats=1, mode="in-person")
    first = delegation.name(asked, asked.occurrence, person("one@school.example", mode="online"))
    waiting = making.confirmed(asked.occurrence, mode="online")

    second = delegation.replace(first, person("two@school.example", mode="in-person"))

    waiting.refresh_from_db()
    assert (second.registration.share, second.registration.state) == (in_person, "held")
    assert (waiting.share, waiting.state) == (online, "confirmed")


def test_where_no_seat_is_left_for_another_way_the_first_one_stays_named(
    asked: Invitation,
) -> None:
    assert asked.occurrence is not None
    making.share(asked.occurrence, seats=1, mode="in-person")
    making.confirmed(asked.occurrence, mode="in-person")
    first = delegation.name(asked, asked.occurrence, person("one@school.example", mode="online"))

    with pytest.raises(Full):
        delegation.replace(first, person("two@school.example", mode="in-person"))

    assert asked.delegates.named().get() == first
    assert Registration.objects.get(email="one@school.example").state == "held"


def test_the_list_tells_nothing_of_a_registration_from_before(
    client: Client, asked: Invitation
) -> None:
    assert asked.occurrence is not None
    own = making.confirmed(asked.occurrence, "one@school.example", mode="online")
    named = person("one@school.example", mode="in-person")

    delegation.name(asked, asked.occurrence, named)

    own.refresh_from_db()
    assert own.mode == "online"
    assert "has not answered yet · in person" in client.get(address(asked)).content.decode()


def test_a_delegate_changes_the_way_on_the_own_page(client: Client, asked: Invitation) -> None:
    assert asked.occurrence is not None
    named = delegation.name(asked, asked.occurrence, person("one@school.example", mode="online"))
    agreeing.agree(named)
    own = f"/en/registration/{named.registration.key()}/change/"
    shown = client.get(own).content.decode()

    response = client.post(own, {"name": "Delegate (sample)", "mode": "in-person"})

    assert re.search(r'<input[^>]*value="online"[^>]*checked', shown)
    assert response.status_code == 303
    assert Registration.objects.get().mode == "in-person"
    assert "has confirmed · in person" in client.get(address(asked)).content.decode()
