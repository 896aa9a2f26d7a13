"""Who is missing: how far each sector's organisations got, as tables, bars and files."""

from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone, translation
from django.utils.translation import gettext
from openpyxl import load_workbook
from wagtail.users.models import UserProfile

from events import agreeing, delegation
from events.check_in import CheckIn
from events.delegations.bars import LONGEST, pictures_of
from events.delegations.missing import standing_of, tables_of, whole_of
from events.event import Event
from tests.events import making

from .guests import in_directory, invitation, person, sector


@pytest.fixture
def event() -> Event:
    """Of education: one came, one was invited, one left out; of government one signed up alone."""
    date = making.occurrence()
    making.page(date, title="Round table")
    education, government = sector("education"), sector("government")
    came = invitation(date, organisation=in_directory("School A", sectors=[education]))
    delegate = delegation.name(came, date, person("one@school.example"))
    delegation.answer(came, "comes")
    agreeing.agree(delegate)
    CheckIn.objects.create(uuid=uuid4(), registration=delegate.registration, seats=1)
    invitation(date, organisation=in_directory("School B", sectors=[education]))
    in_directory("School C", sectors=[education])
    in_directory("Town Hall", sectors=[government])
    making.confirmed(date, organisation="TOWN hall")
    in_directory("=Library")
    return date.event


def test_each_sector_says_how_far_its_organisations_got(event: Event) -> None:
    standing = standing_of(event)

    (table,) = tables_of(standing)

    assert [(line.label, line.cells, line.left_out) for line in table.lines] == [
        ("Education", [3, 2, 1, 1, 1], 1),
        ("Government", [1, 0, 0, 1, 0], 0),
        ("(none of these)", [1, 0, 0, 0, 0], 1),
    ]
    assert whole_of(standing).cells == [5, 2, 1, 2, 1]
    assert standing.people == {"registered": 2, "came": 1}


def test_the_bars_of_a_table_have_one_scale(event: Event) -> None:
    (table,) = tables_of(standing_of(event))

    lengths = [[bar.length for bar in one.bars] for one in pictures_of(table)]

    third = round(LONGEST / 3)
    assert lengths == [
        [LONGEST, round(LONGEST * 2 / 3), third, third, third],
        [third, 0, 0, third, 0],
        [third, 0, 0, 0, 0],
    ]


def test_one_step_leads_to_inviting_those_left_out(admin: Client, event: Event) -> None:
    page = admin.get(f"/admin/events/desk/{event.pk}/missing/").content.decode()
    pick = f"/admin/events/desk/{event.pk}/invitations/pick/"

    assert f"{pick}?sector=education&amp;left_out=1" in page
    assert f"{pick}?without=sector&amp;left_out=1" in page
    assert f"{pick}?sector=government" not in page
    found = admin.get(pick, {"sector": "education", "left_out": "1"}).content.decode()
    assert ("School C" in found, "School A" in found, "School B" in found) == (True, False, False)
    rest = admin.get(pick, {"without": "sector", "left_out": "1"}).content.decode()
    assert ("=Library" in rest, "School C" in rest) == (True, False)


def test_no_name_and_no_address_of_a_person_is_on_the_page(admin: Client, event: Event) -> None:
    page = admin.get(f"/admin/events/desk/{event.pk}/missing/").content.decode()

    assert [text in page for text in ("Sam Sample", "one@school.example", "Delegate")] == [
        False
    ] * 3


def test_the_table_is_taken_along_safely(admin: Client, event: Event) -> None:
    sector("education").__class__.objects.filter(code="education").update(names={"en": "=1+1"})
    address = f"/admin/events/desk/{event.pk}/missing/"

    text = b"".join(admin.get(address, {"export": "csv"})).decode("utf-8-sig")  # type: ignore[arg-type]  # it streams
    book = load_workbook(BytesIO(b"".join(admin.get(address, {"export": "xlsx"}))))  # type: ignore[arg-type]  # it streams

    head = "By,Group,In the directory,Invited,Answered,Registered,Came,Left out"
    assert text.splitlines()[:2] == [head, "Sector,'=1+1,3,2,1,1,1,1"]
    cell = book.active.cell(2, 2)
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_the_file_speaks_the_language_of_who_asks(admin: Client, event: Event) -> None:
    user = get_user_model().objects.get(pk=admin.session["_auth_user_id"])
    UserProfile.objects.create(user=user, preferred_language="nl")
    address = f"/admin/events/desk/{event.pk}/missing/"

    text = b"".join(admin.get(address, {"export": "csv"})).decode("utf-8-sig")  # type: ignore[arg-type]  # it streams

    with translation.override("nl"):
        told = [gettext("Group"), gettext("Left out")]
    assert set(told) <= set(text.splitlines()[0].split(","))
    assert told != ["Group", "Left out"]


@pytest.mark.parametrize("count", [1, 3])
def test_many_organisations_cost_as_many_queries_as_one(
    count: int, django_assert_num_queries: Any
) -> None:
    date = making.occurrence(starts_at=timezone.now() + timezone.timedelta(days=9))
    for number in range(count):
        guest = in_directory(f"School {number}", sectors=[sector(f"sector-{number}")])
        asked = invitation(date, organisation=guest)
        agreeing.agree(delegation.name(asked, date, person(f"p{number}@school.example")))

    with django_assert_num_queries(12):
        tables_of(standing_of(date.event))
