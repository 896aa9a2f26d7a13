"""What waits and what comes, on the admin's first page."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.desk.coming import coming
from events.registration import Registration
from tests.events import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("boss", "boss@sample.example", "x"))
    return client


def test_it_tells_what_opens_closes_and_begins_today_and_this_week() -> None:
    now = timezone.now().replace(hour=6, minute=0)
    begins = making.occurrence(starts_at=now + timedelta(hours=2))
    opens = making.occurrence(
        starts_at=now + timedelta(days=30), registration_opens_at=now + timedelta(days=2)
    )
    closes = making.occurrence(
        starts_at=now + timedelta(days=30), registration_closes_at=now + timedelta(days=3)
    )
    for title, occurrence in {"Begins": begins, "Opens": opens, "Closes": closes}.items():
        making.page(occurrence, title=title)
    making.occurrence(starts_at=now + timedelta(days=8))

    found = coming(now)

    assert [one.text.rsplit(", ")[0] for one in found.today] == ["Begins: Begins"]
    assert [one.text.split(", ")[0] for one in found.week] == [
        "Sign-up opens: Opens",
        "Sign-up closes: Closes",
    ]


def test_it_tells_what_is_nearly_full() -> None:
    nearly, empty = making.occurrence(capacity=10), making.occurrence(capacity=10)
    making.page(nearly, title="Nearly")
    making.confirmed(nearly, seats=9)
    making.confirmed(empty, seats=5)

    assert [one.text for one in coming().filling] == ["Nearly: 9 of 10 seats are taken"]


def test_requests_lead_to_the_list_for_who_may_see_names(admin: Client) -> None:
    made = making.confirmed(making.occurrence())
    Registration.objects.filter(pk=made.pk).update(state=Registration.State.REQUESTED)
    member = User.objects.create_user("member", "member@sample.example", "x")
    member.user_permissions.set(Permission.objects.filter(codename="access_admin"))
    other = Client()
    other.force_login(member)

    seen = admin.get("/admin/").content.decode()
    unseen = other.get("/admin/").content.decode()

    assert ("1 person asks to come" in seen, "asks to come" in unseen) == (True, False)


def test_the_first_page_asks_as_often_for_three_events_as_for_one(admin: Client) -> None:
    soon = timezone.now() + timedelta(days=2)
    counts = []
    for number in (1, 2):
        for _more in range(number):
            occurrence = making.occurrence(
                starts_at=soon, capacity=1, registration_closes_at=soon - timedelta(days=1)
            )
            making.page(occurrence, title=f"Table {Registration.objects.count()}")
            making.confirmed(occurrence)
        admin.get("/admin/")
        with CaptureQueriesContext(connection) as queries:
            admin.get("/admin/")
        counts.append(len(queries))

    assert counts[0] == counts[1]
