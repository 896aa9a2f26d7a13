"""The page of one event at the desk: numbers, what waits, ways to all areas, who may see it."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from events.check_in import CheckIn
from events.desk.numbers import numbers_of
from events.outbox import Letter
from events.registration import Registration
from events.role import EventRole
from tests.events import making, stage

pytestmark = pytest.mark.django_db


def desk(occurrence: object) -> str:
    return f"/admin/events/desk/{occurrence.event_id}/"


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("boss", "boss@sample.example", "x"))
    return client


@pytest.fixture
def member(client: Client) -> Client:
    """Somebody of the team who may enter the admin and nothing more."""
    user = User.objects.create_user("member", "member@sample.example", "x")
    user.user_permissions.set(Permission.objects.filter(codename="access_admin"))
    client.force_login(user)
    return client


def test_the_desk_counts_seats_people_and_who_came() -> None:
    occurrence = making.occurrence(capacity=2)
    session = making.session(occurrence, capacity=5)
    there = making.confirmed(occurrence, sessions=[session])
    making.registration(occurrence)
    making.confirmed(occurrence)
    CheckIn.objects.create(uuid=uuid4(), registration=there)

    numbers = numbers_of(occurrence.event)

    assert dict(numbers.whole.people) == {"confirmed": 1, "held": 1, "waiting": 1}
    assert (numbers.whole.taken, numbers.whole.seats, numbers.whole.came) == (2, 2, 1)
    assert [(line.taken, line.left) for line in numbers.dates] == [(2, 0)]
    assert [(line.taken, line.left) for line in numbers.sessions] == [(1, 4)]


def test_people_are_counted_by_sector() -> None:
    occurrence = making.occurrence()
    for sector in (stage.sector("education"), stage.sector("government")):
        made = making.confirmed(occurrence)
        Registration.objects.filter(pk=made.pk).update(sector=sector)
    making.confirmed(occurrence)

    lines = numbers_of(occurrence.event).sectors

    assert [(line.label, line.people["confirmed"]) for line in lines] == [
        ("education", 1),
        ("government", 1),
    ]


def test_the_desk_asks_as_often_for_three_dates_as_for_one(admin: Client) -> None:
    occurrence = making.occurrence(capacity=9)
    making.page(occurrence)
    counts = []
    for days in (1, 2):
        making.confirmed(making.another_date(occurrence, days=days))
        admin.get(desk(occurrence))
        with CaptureQueriesContext(connection) as queries:
            admin.get(desk(occurrence))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_numbers_are_seen_without_names(member: Client) -> None:
    occurrence = making.occurrence(capacity=5)
    making.page(occurrence, title="Round table")
    making.confirmed(occurrence, name="Ada Sample")

    html = member.get(desk(occurrence)).content.decode()

    assert "1 of 5" in html
    assert "Ada Sample" not in html
    assert "/admin/snippets/events/registration/?event" not in html


def test_a_role_at_one_event_opens_that_event_and_no_other(member: Client) -> None:
    mine, other = making.occurrence(), making.occurrence()
    seen, unseen = making.confirmed(mine, name="Ada Sample"), making.confirmed(other, name="Bo Two")
    user = User.objects.get(username="member")
    EventRole.objects.create(event=mine.event, user=user, kind=EventRole.Kind.VIEWER)

    html = member.get("/admin/snippets/events/registration/").content.decode()
    one = member.get(f"/admin/snippets/events/registration/inspect/{seen.pk}/")
    foreign = member.get(f"/admin/snippets/events/registration/inspect/{unseen.pk}/")
    export = member.get("/admin/snippets/events/registration/", {"export": "csv"})

    assert ("Ada Sample" in html, "Bo Two" in html) == (True, False)
    assert one.status_code == 200
    assert foreign.status_code in {302, 403}
    assert export.status_code in {302, 403}


def test_who_is_in_charge_takes_along_the_own_event_alone(member: Client) -> None:
    mine, other = making.occurrence(), making.occurrence()
    making.confirmed(mine, name="Ada Sample")
    making.confirmed(other, name="Bo Two")
    user = User.objects.get(username="member")
    EventRole.objects.create(event=mine.event, user=user, kind=EventRole.Kind.LEAD)

    response = member.get("/admin/snippets/events/registration/", {"export": "csv"})

    text = b"".join(response.streaming_content).decode()
    assert ("Ada Sample" in text, "Bo Two" in text) == (True, False)


def test_what_waits_for_the_team_leads_to_the_list_that_shows_it(admin: Client) -> None:
    occurrence = making.occurrence()
    making.page(occurrence)
    asks = making.confirmed(occurrence)
    Registration.objects.filter(pk=asks.pk).update(state=Registration.State.REQUESTED)
    Letter.objects.filter(kind="registered").update(state=Letter.State.FAILED)

    html = admin.get(desk(occurrence)).content.decode()

    assert "1 person asks to come" in html
    assert f"?event={occurrence.event_id}&amp;state=requested" in html
    assert "1 letter could not be sent." in html


def test_a_note_says_who_wrote_it_and_goes_with_the_personal_data(admin: Client) -> None:
    made = making.confirmed(making.occurrence())
    where = f"/admin/snippets/events/registration/inspect/{made.pk}/"

    admin.post(f"/admin/events/registration/{made.pk}/note/", {"text": "Comes by train"})
    html = admin.get(where).content.decode()

    assert "Comes by train" in html
    assert made.notes.get().written_by.username == "boss"
    assert "Signed up" in html


def test_a_note_needs_its_permission(member: Client) -> None:
    made = making.confirmed(making.occurrence())

    response = member.post(f"/admin/events/registration/{made.pk}/note/", {"text": "x"})

    assert response.status_code in {302, 403}
    assert made.notes.count() == 0


def test_seats_that_are_held_back_are_not_counted_as_free() -> None:
    occurrence = making.occurrence(capacity=5, held_back=2)
    making.confirmed(occurrence)

    (line,) = numbers_of(occurrence.event).dates

    assert (line.taken, line.left, line.held_back) == (1, 2, 2)


def test_who_has_a_role_gives_none(member: Client) -> None:
    occurrence = making.occurrence()
    making.page(occurrence)
    user = User.objects.get(username="member")
    EventRole.objects.create(event=occurrence.event, user=user, kind=EventRole.Kind.LEAD)

    response = member.post(
        "/admin/events_roles/new/",
        {"event": occurrence.event_id, "user": user.pk, "kind": EventRole.Kind.LEAD},
    )

    assert response.status_code in {302, 403}
    assert EventRole.objects.count() == 1
    assert "/admin/events_roles/" not in member.get(desk(occurrence)).content.decode()


def test_a_role_is_given_in_the_admin(admin: Client) -> None:
    occurrence = making.occurrence()
    making.page(occurrence)
    user = User.objects.create_user("door", "door@sample.example", "x")

    admin.post(
        "/admin/events_roles/new/",
        {"event": occurrence.event_id, "user": user.pk, "kind": EventRole.Kind.DOOR},
    )

    made = EventRole.objects.get()
    assert (made.grants("check_in_checkin"), made.grants("view_registration")) == (True, False)


def test_a_name_that_is_registered_twice_is_perhaps_to_be_merged(admin: Client) -> None:
    occurrence = making.occurrence()
    making.page(occurrence)
    for name in ("Ada Sample", "ada sample", "Bo Sample"):
        making.confirmed(occurrence, name=name)
    making.confirmed(making.another_date(occurrence, days=7), name="Bo Sample")

    html = admin.get(desk(occurrence)).content.decode()
    where = f"/admin/snippets/events/registration/?event={occurrence.event_id}&is_twice=true"
    listed = admin.get(where).content.decode()

    assert "1 name is registered twice for one date" in html
    assert where.replace("&", "&amp;") in html
    found = [name in listed for name in ("Ada Sample", "ada sample", "Bo Sample")]
    assert found == [True, True, False]
