"""The team reads what was handed in, accepts, refuses, shortens; the original stays."""

from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from events.contribution import Contribution, contribute
from events.occurrence import Occurrence
from events.registration import Registration
from events.role import EventRole
from tests.events import making

pytestmark = pytest.mark.django_db

LIST = "/admin/snippets/events/contribution/"
BULK = "/admin/bulk/events/contribution/"


@pytest.fixture
def person(evening: Occurrence, end: Any) -> Registration:
    made = making.confirmed(evening, name="Ada Sample")
    end(evening)
    return Registration.objects.get(pk=made.pk)


def handed_in(person: Registration, text: str = "A street of books", **values: Any) -> Contribution:
    given = {"kind": "idea", "language": "en", "shown_as": "nobody", "stays": False, **values}
    return contribute(person, text=text, **given)


@pytest.mark.parametrize(("deed", "state"), [("accept", "accepted"), ("refuse", "refused")])
def test_many_are_decided_at_once(
    deed: str, state: str, person: Registration, admin: Client
) -> None:
    chosen = [handed_in(person), handed_in(person)]
    spared = handed_in(person)
    url = f"{BULK}{deed}/?" + "&".join(f"id={one.pk}" for one in chosen)

    asked = admin.get(url).content.decode()
    answer = admin.post(url)

    assert ("A street of books" in asked, answer.status_code) == (True, 302)
    assert Contribution.objects.filter(state=state, decided_by__username="boss").count() == 2
    assert Contribution.objects.get(pk=spared.pk).state == "waiting"
    traces = ModelLogEntry.objects.filter(action=f"events.{deed}_contribution")
    assert traces.count() == 2
    assert "books" not in str(list(traces.values("label", "data")))


@pytest.mark.parametrize("shown", ["state=waiting", "q=garden", "kind=offer&state=waiting"])
def test_all_are_those_that_the_list_shows(shown: str, person: Registration, admin: Client) -> None:
    """Ticking all of a filtered list must not bring back what was refused."""
    refused = handed_in(person)
    Contribution.objects.update(state="refused")
    handed_in(person, "A garden", kind="offer")
    listed = quote(f"{LIST}?{shown}")

    admin.post(f"{BULK}accept/?id=all&next={listed}")

    assert Contribution.objects.get(pk=refused.pk).state == "refused"
    assert Contribution.objects.filter(state="accepted").count() == 1


def test_deciding_needs_its_permission(person: Registration, member: Any) -> None:
    made = handed_in(person)

    member("view_contribution").post(f"{BULK}accept/?id={made.pk}")

    assert Contribution.objects.get().state == "waiting"


def test_who_is_in_charge_decides_at_their_own_event_only(
    person: Registration, member: Any
) -> None:
    mine = handed_in(person)
    other = making.confirmed(making.occurrence())
    theirs = handed_in(other, "Not mine")
    client = member()
    user = client.get("/admin/").wsgi_request.user
    EventRole.objects.create(event=person.occurrence.event, user=user, kind=EventRole.Kind.LEAD)

    listed = client.get(LIST).content.decode()
    client.post(f"{BULK}accept/?id={mine.pk}&id={theirs.pk}")

    assert ("A street of books" in listed, "Not mine" in listed) == (True, False)
    states = dict(Contribution.objects.values_list("text", "state"))
    assert states == {"A street of books": "accepted", "Not mine": "waiting"}


def test_a_text_is_shortened_and_the_original_stays(person: Registration, admin: Client) -> None:
    made = handed_in(person, "Our kitchen, on Mondays, ask for Bo")
    form = {"text": "Our kitchen", "kind": "offer", "state": "accepted", "note": "without a name"}

    shown = admin.get(f"{LIST}edit/{made.pk}/").content.decode()
    admin.post(f"{LIST}edit/{made.pk}/", form)

    made.refresh_from_db()
    assert "ask for Bo" in shown
    assert (made.text, made.original) == ("Our kitchen", "Our kitchen, on Mondays, ask for Bo")
    assert (made.state, made.kind, made.note) == ("accepted", "offer", "without a name")
    assert made.decided_by is not None


@pytest.mark.parametrize("deed", ["add/", "delete/{pk}/"])
def test_nobody_writes_or_deletes_in_somebodys_place(
    deed: str, person: Registration, admin: Client
) -> None:
    made = handed_in(person)

    answer = admin.post(LIST + deed.format(pk=made.pk), {"text": "x"})

    assert answer.status_code in {302, 403, 404}
    assert Contribution.objects.count() == 1


def test_the_list_is_filtered_and_asks_as_often_for_three_as_for_one(
    person: Registration, admin: Client
) -> None:
    making.page(person.occurrence)
    handed_in(person)
    admin.get(LIST)
    with CaptureQueriesContext(connection) as one:
        admin.get(LIST)
    for kind in ("offer", "request"):
        handed_in(person, f"A {kind}", kind=kind)
    with CaptureQueriesContext(connection) as three:
        admin.get(LIST)
    filtered = admin.get(LIST, {"kind": "offer"}).content.decode()

    assert len(three) == len(one)
    assert ("A offer" in filtered, "A request" in filtered) == (True, False)
