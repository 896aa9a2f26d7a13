"""The day itself at the team's desk: links are made, taken back, and shown to who may make them."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from events.helper_link import HelperLink, make_helper_link
from events.join_link import join_key
from events.occurrence import Occurrence
from events.registration import Registration
from tests.events import making

ADMIN = ("access_admin", "check_in_checkin")
Colleague = Callable[..., User]


@pytest.fixture
def maker(client: Client, colleague: Colleague) -> Client:
    client.force_login(colleague(*ADMIN, "add_helperlink", "arrange_registration"))
    return client


def day(occurrence: Occurrence) -> str:
    return reverse("events_day", args=[occurrence.event.pk])


def test_a_link_is_made_for_a_date_and_a_role(maker: Client, today: Occurrence) -> None:
    maker.post(day(today), {"occurrence": today.pk, "role": "Main door"})

    link = HelperLink.objects.get()
    assert (link.occurrence, link.role, link.may_exceed) == (today, "Main door", False)
    assert reverse("events_helper", args=[link.key()]) in maker.get(day(today)).content.decode()


def test_who_may_only_check_in_sees_no_links(
    client: Client, colleague: Colleague, today: Occurrence
) -> None:
    link = make_helper_link(today, "Main door")
    client.force_login(colleague(*ADMIN))

    seen = client.get(day(today))
    made = client.post(day(today), {"occurrence": today.pk, "role": "Back door"})
    revoked = client.post(reverse("events_day_revoke", args=[link.pk]))

    assert (seen.status_code, link.key() in seen.content.decode()) == (200, False)
    assert HelperLink.objects.standing().count() == 1
    assert 200 not in {made.status_code, revoked.status_code}


def test_a_link_is_taken_back(maker: Client, today: Occurrence) -> None:
    link = make_helper_link(today, "Main door")

    maker.post(reverse("events_day_revoke", args=[link.pk]))

    assert HelperLink.objects.standing().count() == 0


def test_a_join_link_is_renewed_and_taken_back(maker: Client) -> None:
    online = making.occurrence(mode="online", join_url="https://meet.example/room")
    making.page(online)
    guest = making.confirmed(online, name="Ada Lovelace")
    address = reverse("events_day_join", args=[online.event.pk])
    keys = [join_key(guest)]

    for deed in ("renew", "revoke"):
        maker.post(address, {"registration": guest.uuid, "deed": deed})
        keys.append(join_key(Registration.objects.get(pk=guest.pk)))

    assert (len(set(keys)), keys[-1]) == (3, "")
    assert "Ada Lovelace" in maker.get(address).content.decode()


def test_a_join_link_of_nobody_is_not_found(maker: Client) -> None:
    online = making.occurrence(mode="online", join_url="https://meet.example/room")
    making.page(online)
    address = reverse("events_day_join", args=[online.event.pk])

    answer = maker.post(address, {"registration": "x", "deed": "renew"}, follow=True)

    assert answer.status_code == 404
