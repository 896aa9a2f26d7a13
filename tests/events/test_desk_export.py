"""Registrations taken along: whole in any script, safe to open, read back by other programs."""

import csv
from io import BytesIO, StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from wagtail.users.models import UserProfile

from events.answer import Answer, QuestionVersion
from events.question import Kind
from events.role import EventRole
from tests.events import making

pytestmark = pytest.mark.django_db

LIST = "/admin/snippets/events/registration/"
NAMES = [
    "مكتبة المدينة",
    "图书馆 格罗宁根",
    "=1+1",
    "+31 6 1234",
    "@SUM(A1)",
    "a\nb",
    "tab\there",
    "O'Neil, “Bo”",
]


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("boss", "boss@sample.example", "x"))
    return client


def answered(registration: Any, value: Any, *, label: str, kind: str = Kind.TEXT, key: Any) -> None:
    version = QuestionVersion(
        key=key, kind=kind, language="en", label=label, forget_after_days=30
    ).written()
    Answer.objects.create(registration=registration, version=version, key=key, value=value)


def as_csv(client: Client, **query: Any) -> list[dict[str, str]]:
    response = client.get(LIST, {"export": "csv", **query})
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline="")))


def as_workbook(client: Client, **query: Any) -> list[dict[str, Any]]:
    response = client.get(LIST, {"export": "xlsx", **query})
    rows = list(load_workbook(BytesIO(response.getvalue())).active.iter_rows())
    headings = [cell.value for cell in rows[0]]
    assert {cell.data_type for row in rows for cell in row} <= {"s", "inlineStr", "n", "d"}
    return [dict(zip(headings, (cell.value for cell in row), strict=True)) for row in rows[1:]]


def without_guard(text: str) -> str:
    """What stands behind the apostrophe by which a spreadsheet takes a cell as text."""
    return text.removeprefix("'")


@pytest.mark.parametrize("name", NAMES)
def test_what_was_typed_comes_back_whole_from_both_forms(name: str, admin: Client) -> None:
    making.confirmed(making.occurrence(), name="Ada", organisation=name, seats=3)

    (row,), (line,) = as_csv(admin), as_workbook(admin)

    assert without_guard(row["Organisation"]) == name
    assert line["Organisation"] == name
    assert (row["Seats"], line["Seats"]) == ("3", 3)


@pytest.mark.parametrize("name", ["=1+1", "+31 6 1234", "@SUM(A1)", "-2+3", "\t=1", "＝1"])
def test_no_cell_of_a_csv_begins_like_a_formula(name: str, admin: Client) -> None:
    making.confirmed(making.occurrence(), name=name)

    (row,) = as_csv(admin)

    assert row["Name"].startswith("'")


def test_answers_are_columns_of_their_own_and_numbers_stay_numbers(admin: Client) -> None:
    occurrence = making.occurrence()
    made = making.confirmed(occurrence)
    answered(made, "خبز", label="Your bread", key=uuid4())
    answered(made, 4, label="How many children", kind=Kind.NUMBER, key=uuid4())

    (row,) = as_csv(admin, event=occurrence.event_id)
    (line,) = as_workbook(admin, event=occurrence.event_id)

    assert (row["Your bread"], row["How many children"]) == ("خبز", "4")
    assert (line["Your bread"], line["How many children"]) == ("خبز", 4)


def test_a_question_that_looks_like_a_formula_is_no_formula_as_a_heading(admin: Client) -> None:
    occurrence = making.occurrence()
    answered(making.confirmed(occurrence), "x", label="=1+1 is?", key=uuid4())

    (row,) = as_csv(admin, event=occurrence.event_id)
    (line,) = as_workbook(admin, event=occurrence.event_id)

    assert (row["'=1+1 is?"], line["'=1+1 is?"]) == ("x", "x")


def test_answers_need_a_permission_of_their_own(client: Client) -> None:
    occurrence = making.occurrence()
    answered(making.confirmed(occurrence), "no nuts", label="Diet", key=uuid4())
    user = User.objects.create_user("member", "member@sample.example", "x")
    names = ["access_admin", "view_registration", "export_registration"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)

    (row,) = as_csv(client, event=occurrence.event_id)

    assert "Diet" not in row
    assert "no nuts" not in row.values()


def test_headings_are_in_the_language_of_who_takes_it_along(admin: Client) -> None:
    making.confirmed(making.occurrence())
    user = User.objects.get(username="boss")
    UserProfile.objects.create(user=user, preferred_language="nl")

    (row,) = as_csv(admin)

    assert {"Naam", "Organisatie"} <= row.keys()


def test_who_is_in_charge_has_the_answers_of_the_own_event(client: Client) -> None:
    occurrence = making.occurrence()
    answered(making.confirmed(occurrence), "no nuts", label="Diet", key=uuid4())
    user = User.objects.create_user("lead", "lead@sample.example", "x")
    user.user_permissions.set(Permission.objects.filter(codename="access_admin"))
    EventRole.objects.create(event=occurrence.event, user=user, kind=EventRole.Kind.LEAD)
    client.force_login(user)

    (row,) = as_csv(client, event=occurrence.event_id)

    assert row["Diet"] == "no nuts"


def test_the_export_asks_as_often_for_three_as_for_one(admin: Client) -> None:
    occurrence, key = making.occurrence(), uuid4()
    counts = []
    for already in (1, 2):
        for _number in range(already):
            answered(making.confirmed(occurrence), "x", label="Diet", key=key)
        as_csv(admin, event=occurrence.event_id)
        with CaptureQueriesContext(connection) as queries:
            as_csv(admin, event=occurrence.event_id)
        counts.append(len(queries))

    assert counts[0] == counts[1]
