"""Badges and the attendance list: who stands on them, how, and who may print them."""

import re

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from events.check_in import code_of
from events.desk.paper import Badge
from events.qr import qr_svg
from events.registration import Registration
from tests.events import making, stage

pytestmark = pytest.mark.django_db


def sheet(kind: str, occurrence: object, **query: object) -> str:
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    return f"/admin/events/desk/{occurrence.event_id}/{kind}/?{asked}"


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("boss", "boss@sample.example", "x"))
    return client


def test_there_is_a_badge_for_each_seat_of_who_comes(admin: Client) -> None:
    occurrence = making.occurrence(capacity=3)
    making.page(occurrence)
    making.confirmed(occurrence, name="Ada Sample", seats=3)
    making.confirmed(occurrence, name="Waits Sample")

    html = admin.get(sheet("badges", occurrence)).content.decode()

    names = re.findall(r'badge__name"[^>]*>([^<]+)<', html)
    assert names == ["Ada Sample", "Guest of Ada Sample", "Guest of Ada Sample"]


def test_a_sector_is_told_by_its_name_and_not_by_its_colour_alone(admin: Client) -> None:
    occurrence = making.occurrence()
    made = making.confirmed(occurrence)
    Registration.objects.filter(pk=made.pk).update(sector=stage.sector("education"))

    html = admin.get(sheet("badges", occurrence)).content.decode()

    assert 'data-colour="1"' in html
    assert '<p class="badge__sector">education</p>' in html


def test_the_code_for_checking_in_stands_there_on_request(admin: Client) -> None:
    occurrence = making.occurrence()
    made = making.confirmed(occurrence)

    plain = admin.get(sheet("badges", occurrence)).content.decode()
    coded = admin.get(sheet("badges", occurrence, codes=1)).content.decode()

    code = qr_svg(code_of(made))
    assert (code in plain, code in coded) == (False, True)
    assert code_of(made) not in coded


def test_the_list_has_room_to_sign_and_no_address(admin: Client) -> None:
    occurrence = making.occurrence()
    making.confirmed(occurrence, "ada@sample.example", name="Ada Sample", organisation="مكتبة")

    html = admin.get(sheet("attendance", occurrence)).content.decode()

    assert '<th scope="row" dir="auto">Ada Sample</th>' in html
    assert '<td dir="auto">مكتبة</td>' in html
    assert "Signature" in html
    assert "ada@sample.example" not in html


def test_the_list_of_a_session_has_those_who_chose_it(admin: Client) -> None:
    occurrence = making.occurrence()
    session = making.session(occurrence)
    making.confirmed(occurrence, name="Ada Sample", sessions=[session])
    making.confirmed(occurrence, name="Bo Sample")

    html = admin.get(sheet("attendance", occurrence, session=session.pk)).content.decode()

    assert ("Ada Sample" in html, "Bo Sample" in html) == (True, False)


def test_paper_asks_nothing_of_other_sites_and_is_kept_by_no_cache(admin: Client) -> None:
    occurrence = making.occurrence()
    making.confirmed(occurrence)

    for kind in ("badges", "attendance"):
        response = admin.get(sheet(kind, occurrence, codes=1))
        html = response.content.decode().replace("http://www.w3.org/2000/svg", "")
        assert "http" not in re.sub(r'href="/[^"]*"', "", html)
        assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("kind", ["badges", "attendance"])
def test_printing_names_needs_the_permission_to_see_them(kind: str, client: Client) -> None:
    occurrence = making.occurrence()
    making.confirmed(occurrence, name="Ada Sample")
    user = User.objects.create_user("member", "member@sample.example", "x")
    user.user_permissions.set(Permission.objects.filter(codename="access_admin"))
    client.force_login(user)

    response = client.get(sheet(kind, occurrence))

    assert response.status_code in {302, 403}
    assert "Ada Sample" not in response.content.decode()


def test_who_printed_names_stands_in_the_log(admin: Client) -> None:
    occurrence = making.occurrence()
    making.confirmed(occurrence, name="Ada Sample")

    admin.get(sheet("badges", occurrence))

    entry = ModelLogEntry.objects.get(action="events.print_names")
    assert (entry.user.username, "Ada" in entry.label) == ("boss", False)


@pytest.mark.parametrize(
    ("name", "length"),
    [("Ada Sample", "short"), ("Wilhelmina van der Sample", "middle"), ("A" * 40, "long")],
)
def test_a_long_name_is_set_smaller(name: str, length: str) -> None:
    assert Badge(name, "", "", 0).length == length


@pytest.mark.parametrize("kind", ["badges", "attendance"])
def test_a_sheet_asks_as_often_for_three_people_as_for_one(kind: str, admin: Client) -> None:
    occurrence = making.occurrence()
    session = making.session(occurrence)
    counts = []
    for already in (1, 2):
        for number in range(already):
            made = making.confirmed(occurrence, sessions=[session])
            sector = stage.sector(f"sector-{already}-{number}")
            Registration.objects.filter(pk=made.pk).update(sector=sector)
        admin.get(sheet(kind, occurrence, codes=1))
        with CaptureQueriesContext(connection) as queries:
            admin.get(sheet(kind, occurrence, codes=1))
        counts.append(len(queries))

    assert counts[0] == counts[1]
