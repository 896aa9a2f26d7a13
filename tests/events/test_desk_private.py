"""Rows of people in Wagtail's admin: who may not see one finds no door to it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.snippets.models import get_snippet_models

from events.afterwards.moderation import ContributionViewSet
from events.contribution import Contribution, contribute
from events.desk.private import PrivateViewSet
from events.desk.registrations import RegistrationViewSet
from events.desk.sent import LetterViewSet
from events.occurrence import Occurrence
from events.outbox import Kind, Letter
from events.registration import Registration
from events.role import EventRole
from tests.delegations import guests
from tests.events import making

pytestmark = pytest.mark.django_db

NAME, HOST, HOUSE = "Zenobia Hidden", "hidden.example", "House of the Hidden"
TEXT = "A secret street of books"
MARKS = (NAME, HOST, HOUSE, TEXT)
ERROR = f"SMTPRecipientsRefused: 550 zenobia@{HOST}"
TYPED = {"text": "Taken over", "kind": "offer", "state": "accepted", "note": "mine"}
VIEWSETS = (RegistrationViewSet, LetterViewSet, ContributionViewSet)
Users = Callable[[Occurrence], User]


@pytest.fixture(autouse=True)
def _addresses_are_known() -> None:
    """Wagtail reads its hooks, and so makes its lists, when its first address is asked for."""
    reverse("wagtailadmin_home")


def plant(occurrence: Occurrence) -> dict[str, Any]:
    """One row of each private kind, about somebody whom others must not see."""
    number = Registration.objects.count()
    email = f"zenobia{number}@{HOST}"
    person = making.confirmed(occurrence, email, name=NAME, organisation=HOUSE)
    house = guests.organisation(f"{HOUSE} {number}")
    asked = guests.invitation(occurrence, organisation=house, email=f"office@{HOST}")
    Letter.objects.create(invitation=asked, kind=Kind.INVITED, number=1)
    Letter.objects.update(state=Letter.State.FAILED, error=ERROR)
    given = {"kind": "idea", "language": "en", "shown_as": "name", "stays": False}
    return {
        "registration": person,
        "letter": Letter.objects.filter(registration=person).latest("pk"),
        "letter of an invitation": Letter.objects.get(invitation=asked),
        "contribution": contribute(person, text=TEXT, **given),
    }


def doors(row: Any) -> Iterator[str]:
    """All addresses at which Wagtail answers for a row of this kind."""
    viewset = type(row).snippet_viewset
    for pattern in viewset.get_urlpatterns():
        keys = {"pk": row.pk} if "pk" in pattern.pattern.converters else {}
        yield reverse(viewset.get_url_name(pattern.name), kwargs=keys)
    yield f"{reverse(viewset.get_url_name('list'))}?export=csv"
    for kind in actions(row) | {"delete"}:
        bulk = reverse("wagtail_bulk_action", args=["events", row._meta.model_name, kind])
        back = reverse(viewset.get_url_name("list"))
        yield from (f"{bulk}?id={row.pk}", f"{bulk}?id=all", f"{bulk}?id=all&next={back}")


def actions(row: Any) -> set[str]:
    found = bulk_action_registry.get_bulk_actions_for_model("events", row._meta.model_name)
    return {one.action_type for one in found}


def marks_at(client: Client, url: str, *, posts: bool = False) -> set[str]:
    """What of the planted row stands in the answer, or in what the next page will say of it."""
    answer: Any = client.post(url, TYPED) if posts else client.get(url)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    said = [str(one) for one in get_messages(answer.wsgi_request)]
    text = f"{answer.headers} {said} {body.decode(errors='replace')}"
    return {mark for mark in MARKS if mark in text}


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def somebody(_planted: Occurrence) -> User:
    """Somebody who may enter the admin, and nothing else."""
    user = User.objects.create_user("member", "member@sample.example", "x")
    user.user_permissions.set(Permission.objects.filter(codename="access_admin"))
    return user


def leader_of_another(planted: Occurrence) -> User:
    user, other = somebody(planted), making.occurrence()
    making.confirmed(other, name="Ada Sample")
    EventRole.objects.create(event=other.event, user=user, kind=EventRole.Kind.LEAD)
    return user


def onlooker(planted: Occurrence) -> User:
    """Somebody who looks on at the event, leads another, and sees no letter or text of it."""
    user = leader_of_another(planted)
    EventRole.objects.create(event=planted.event, user=user, kind=EventRole.Kind.VIEWER)
    return user


def leader(planted: Occurrence) -> User:
    user = somebody(planted)
    EventRole.objects.create(event=planted.event, user=user, kind=EventRole.Kind.LEAD)
    return user


ROWS = ["registration", "letter", "letter of an invitation", "contribution"]
REFUSED = [
    *((user, row) for user in (somebody, leader_of_another) for row in ROWS),
    *((onlooker, row) for row in ROWS[1:]),
]


@pytest.mark.parametrize(("who", "kind"), REFUSED)
def test_who_may_not_see_a_row_finds_no_door_to_it(who: Users, kind: str) -> None:
    occurrence = making.occurrence()
    row = plant(occurrence)[kind]
    client = signed_in(who(occurrence))
    before = type(row).objects.filter(pk=row.pk).values().get()

    seen = {url: marks_at(client, url) for url in doors(row)}
    answered = {f"POST {url}": marks_at(client, url, posts=True) for url in doors(row)}

    assert {url: marks for url, marks in (seen | answered).items() if marks} == {}
    assert type(row).objects.filter(pk=row.pk).values().get() == before


OPEN = {
    "registration": {"list", "list_results", "inspect", "cancel"},
    "letter": {"list", "list_results", "inspect", "send_again"},
    "letter of an invitation": {"list", "list_results", "inspect", "send_again"},
    "contribution": {"list", "list_results", "edit", "usage", "history", "accept"},
}


@pytest.mark.parametrize("kind", ROWS)
def test_whoever_leads_the_event_finds_these_doors_open(kind: str) -> None:
    occurrence = making.occurrence()
    row = plant(occurrence)[kind]
    client = signed_in(leader(occurrence))

    answers = [client.get(url) for url in doors(row)]

    met = [one.resolver_match for one in answers if one.status_code == 200]
    assert {one.kwargs.get("action", one.url_name) for one in met} >= OPEN[kind]
    assert marks_at(client, reverse(type(row).snippet_viewset.get_url_name("list")))


@pytest.mark.parametrize("viewset", VIEWSETS)
def test_private_rows_have_the_bulk_actions_of_the_desk_alone(viewset: Any) -> None:
    registered = bulk_action_registry.get_bulk_actions_for_model(
        "events", viewset.model._meta.model_name
    )

    assert issubclass(viewset, PrivateViewSet)
    assert {one.__module__.partition(".")[0] for one in registered} == {"events"}
    assert viewset.model not in get_snippet_models()


@pytest.mark.parametrize("back", ["", "&next=/admin/"])
@pytest.mark.parametrize("kind", ROWS)
def test_not_even_an_administrator_deletes_many(kind: str, back: str, admin_client: Client) -> None:
    row = plant(making.occurrence())[kind]
    model = row._meta.model_name
    url = f"/admin/bulk/events/{model}/delete/?id=all{back}"

    answers = [admin_client.get(url, follow=True), admin_client.post(url, follow=True)]

    assert [one.status_code for one in answers] == [404, 404]
    assert type(row).objects.filter(pk=row.pk).exists()


def test_whoever_leads_another_event_changes_no_contribution() -> None:
    occurrence = making.occurrence()
    row = plant(occurrence)["contribution"]
    client = signed_in(leader_of_another(occurrence))

    answer = client.post(f"/admin/snippets/events/contribution/edit/{row.pk}/", TYPED)

    changed = Contribution.objects.filter(text="Taken over")
    assert (answer.status_code, answer["Location"], changed.count()) == (302, "/admin/", 0)


def test_whoever_leads_the_event_still_edits_a_contribution() -> None:
    occurrence = making.occurrence()
    row = plant(occurrence)["contribution"]
    client = signed_in(leader(occurrence))

    client.post(f"/admin/snippets/events/contribution/edit/{row.pk}/", TYPED)

    row.refresh_from_db()
    assert (row.text, row.state) == ("Taken over", Contribution.State.ACCEPTED)


GROWING = [
    ("letter", "send_again"),
    ("letter of an invitation", "send_again"),
    ("contribution", "accept"),
    ("registration", "cancel"),
]


@pytest.mark.parametrize("who", [leader, leader_of_another])
@pytest.mark.parametrize(("kind", "action"), GROWING)
def test_a_question_about_three_asks_as_often_as_about_one(
    who: Users, kind: str, action: str
) -> None:
    occurrence = making.occurrence()
    rows = [plant(occurrence)[kind] for _number in range(3)]
    user = who(occurrence)
    url = f"/admin/bulk/events/{rows[0]._meta.model_name}/{action}/?"
    client = signed_in(user)
    client.get(f"{url}id={rows[0].pk}")

    counts = []
    for ticked in (rows[:1], rows):
        with CaptureQueriesContext(connection) as queries:
            client.get(url + "&".join(f"id={one.pk}" for one in ticked))
        counts.append(len(queries))

    assert counts[0] == counts[1]
