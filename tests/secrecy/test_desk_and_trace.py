"""Names leave the desk only with permission, and what the team did is kept without them."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, PageLogEntry

from events.data_request import DataRequest
from events.desk.trace import DEEDS
from events.occurrence import Occurrence
from events.registration import Registration
from tests.events import making
from tests.secrecy import planting

pytestmark = pytest.mark.django_db

BULK = "/admin/bulk/events/registration"
LIST = "/admin/snippets/events/registration/"
EMAIL = f"confirmed@{planting.HOST}"
Members = Callable[..., Client]


@pytest.fixture
def member() -> Members:
    """Somebody of the team who may do just this."""

    def begin(*permissions: str) -> Client:
        user = User.objects.create_user("member", "member@sample.example", "x")
        names = ["access_admin", *permissions]
        user.user_permissions.set(Permission.objects.filter(codename__in=names))
        client = Client()
        client.force_login(user)
        return client

    return begin


def read(client: Client, path: str, **posted: str) -> str:
    """What an address gives, and where it leads: a file, a page, or neither."""
    answer = client.post(path, posted) if posted else client.get(path)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return f"{answer.headers}\n{body.decode(errors='replace')}"


def ways_out(occurrence: Occurrence) -> dict[str, dict[str, str]]:
    """All addresses by which names leave as a file or on paper, with what is posted there."""
    event = occurrence.event_id
    return {
        f"{LIST}?export=csv": {},
        f"{LIST}?export=csv&event={event}": {},
        f"/admin/events/desk/{event}/badges/?occurrence={occurrence.pk}": {},
        f"/admin/events/desk/{event}/attendance/?occurrence={occurrence.pk}": {},
        "/admin/events/personal-data/": {"email": EMAIL, "deed": "take"},
    }


def names_on(client: Client, occurrence: Occurrence) -> set[str]:
    found = ((path, read(client, path, **posted)) for path, posted in ways_out(occurrence).items())
    return {path for path, text in found if planting.NAME in text or planting.HOUSE in text}


def test_nobody_takes_names_along_without_permission(
    gathering: Occurrence, member: Members
) -> None:
    planting.in_every_state(gathering)

    assert names_on(Client(), gathering) == set()
    assert names_on(member(), gathering) == set()


def test_to_see_names_is_not_to_take_them_along(gathering: Occurrence, member: Members) -> None:
    """What is seen may be printed, which leaves a trace; no file of it is given."""
    planting.in_every_state(gathering)
    client = member("view_registration")

    papers = {path for path in ways_out(gathering) if "/desk/" in path}
    assert names_on(client, gathering) == papers
    assert planting.NAME in read(client, LIST)
    assert ModelLogEntry.objects.filter(action="events.print_names").count() == len(papers)


def test_who_may_takes_names_along_by_each_way(gathering: Occurrence, admin_client: Client) -> None:
    """The control: each of these ways leads out for who has the permission."""
    planting.in_every_state(gathering)

    assert names_on(admin_client, gathering) == set(ways_out(gathering))


def kept() -> str:
    """All that outlives personal data: Wagtail's two logs, and the requests that were answered."""
    rows = [*ModelLogEntry.objects.values(), *PageLogEntry.objects.values()]
    return repr([*rows, *DataRequest.objects.values()])


def do_all(client: Client, occurrence: Occurrence) -> set[str]:
    """What the team can do with somebody; gives whose keys there were."""
    people = planting.in_every_state(occurrence)
    there = making.another_date(occurrence, days=7)
    one, held, asks = (people[state] for state in ("confirmed", "held", "requested"))
    twice, again = (
        making.confirmed(there, f"{word}@{planting.HOST}", name=planting.NAME)
        for word in ("twice", "again")
    )
    desk, registration = "/admin/events/desk", "/admin/events/registration"
    typed = {"name": planting.NAME, "email": f"new@{planting.HOST}", "language": "en"}
    client.post(
        f"{desk}/{occurrence.event_id}/enter/?occurrence={occurrence.pk}",
        {**typed, "address_is_known": "on", "mode": "online"},
    )
    swapped = {"other": twice.pk, "reason": f"for {planting.NAME}"}
    client.post(f"{registration}/{one.pk}/swap/", swapped)
    client.post(f"{registration}/{one.pk}/merge/", {"other": again.pk})
    client.post(f"{registration}/{one.pk}/note/", {"text": f"About {planting.NAME}"})
    for deed, whom in (("send_link", one), ("confirm_address", held), ("approve", asks)):
        client.post(f"{BULK}/{deed}/?id={whom.pk}&next=/admin/")
    Registration.objects.filter(pk=asks.pk).update(state=Registration.State.REQUESTED)
    client.post(f"{BULK}/decline/?id={asks.pk}&next=/admin/")
    client.post(f"{BULK}/move/?id={held.pk}&next=/admin/", {"to": there.pk, "may_wait": "on"})
    client.post(f"{BULK}/cancel/?id={held.pk}&next=/admin/")
    names_on(client, occurrence)
    client.post("/admin/events/personal-data/", {"email": EMAIL, "deed": "erase", "sure": "on"})
    return {row.key() for row in [*people.values(), twice, again]}


def test_what_the_team_did_is_kept_without_a_name(
    gathering: Occurrence, admin_client: Client
) -> None:
    keys = do_all(admin_client, gathering)

    text = kept()
    assert [mark for mark in (*planting.MARKS, *keys) if mark in text] == []
    done = set(ModelLogEntry.objects.values_list("action", flat=True))
    assert {f"events.{deed}" for deed in DEEDS.keys() - {"open_file", "send_again"}} <= done
    assert DataRequest.objects.exists()


def test_a_trace_that_named_its_row_would_be_found(gathering: Occurrence) -> None:
    """The control: left to itself, Wagtail keeps what a row is called."""
    person = planting.in_every_state(gathering)["confirmed"]

    log(person, "events.send_link")

    assert planting.NAME in kept()
