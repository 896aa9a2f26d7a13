"""What is known of a person is shown whole and erased whole, without a trace of whom."""

import json
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import models
from django.test import Client

from events.afterwards.known import known_of
from events.afterwards.personal_data import as_text, erase, show
from events.contribution import contribute
from events.data_request import DataRequest
from events.invitation import Invitation
from events.occurrence import Occurrence
from events.own_calendar import OwnCalendar, make_own_calendar
from events.registration import Registration
from events.speaker import Speaker
from stakeholders.models import Representative
from stakeholders.organisation import Organisation
from tests.events import making

from .planting import ADDRESS, KEPT, MARK, text_columns, whole_person

pytestmark = pytest.mark.django_db

ADA = "ada@sample.example"
DESK = "/admin/events/personal-data/"


@pytest.fixture
def ada(evening: Occurrence) -> Registration:
    return making.confirmed(evening, ADA, name="Ada Sample", organisation="Sample library")


def invitation(occurrence: Occurrence, email: str = ADA) -> Invitation:
    return Invitation.objects.create(
        event=occurrence.event,
        organisation=Organisation.objects.create(name="Sample school"),
        email=email,
        language="en",
    )


def test_every_column_of_a_person_is_shown(evening: Occurrence) -> None:
    person = making.confirmed(evening)
    whole_person(person)

    found = known_of(ADDRESS)

    shown = {one.kind: " ".join(value for _label, value in one.values) for one in found}
    hidden = {"fingerprint", "key_hash", "number_hash", "told"}
    lacking = [
        (kind, field.name)
        for kind, text in shown.items()
        for model in _models_named(kind)
        for field in text_columns(model)
        if f"{kind}.{field.name}" not in KEPT and field.name not in hidden and MARK not in text
    ]
    assert lacking == []
    assert {
        "registration",
        "answer",
        "registrationnote",
        "contribution",
        "delegate",
        "invitation",
        "letter",
        "checkin",
        "owncalendar",
        "appointment",
        "modellogentry",
    } <= shown.keys()


def _models_named(kind: str) -> list[type[models.Model]]:
    return [
        one for one in apps.get_app_config("events").get_models() if one._meta.model_name == kind
    ]


def test_nothing_is_shown_of_others(ada: Registration, evening: Occurrence) -> None:
    making.confirmed(evening, "bo@sample.example", name="Bo Sample")
    User.objects.create_user("editor", "editor@sample.example", "x", first_name="Eve")

    text = as_text(known_of(ADA))

    assert "Ada Sample" in text
    assert ("Bo Sample" in text, "Eve" in text) == (False, False)


def test_an_address_is_found_in_whatever_letters_it_is_written(ada: Registration) -> None:
    assert known_of("ADA@Sample.Example") == known_of(ADA)


def test_of_a_stranger_nothing_is_known(ada: Registration) -> None:
    assert known_of("stranger@sample.example") == []
    assert as_text([]) == "Nothing is known."


def test_looking_leaves_a_trace_without_the_address(ada: Registration) -> None:
    show(ADA)

    trace = DataRequest.objects.get()
    assert (trace.kind, trace.counts["registration"]) == ("shown", 1)
    assert ADA not in str(vars(trace))


def test_erasing_gives_seats_to_who_waits_and_writes_no_letter_to_who_leaves(
    evening: Occurrence,
) -> None:
    full = making.occurrence(capacity=1)
    leaving = making.confirmed(full, ADA)
    waiting = making.confirmed(full)
    before = len([one for one in mail.outbox if one.to == [ADA]])

    erase(ADA)

    waiting.refresh_from_db()
    leaving.refresh_from_db()
    assert waiting.state == Registration.State.CONFIRMED
    assert (leaving.state, leaving.name, leaving.email) == ("cancelled", "", "")
    assert full.pools.get(session=None).taken == 1
    assert len([one for one in mail.outbox if one.to == [ADA]]) == before


def test_who_came_stays_as_a_number(ada: Registration, evening: Occurrence, end: Any) -> None:
    end(evening)

    erase(ADA)

    row = Registration.objects.get(pk=ada.pk)
    assert (row.state, row.seats, row.name) == ("confirmed", 1, "")
    assert evening.pools.get(session=None).taken == 1


def test_erasing_twice_is_erasing_once(ada: Registration) -> None:
    first, second = erase(ADA), erase(ADA)

    assert (first["registration"], sum(second.values())) == (1, 0)


def test_erasing_leaves_others_alone(ada: Registration, evening: Occurrence) -> None:
    other = making.confirmed(evening, "bo@sample.example", name="Bo Sample")

    erase(ADA)

    other.refresh_from_db()
    assert (other.name, other.state) == ("Bo Sample", "confirmed")


def test_an_organisation_stays_invited_without_the_address(evening: Occurrence) -> None:
    invited = invitation(evening)
    key = invited.key()

    erase(ADA)

    invited.refresh_from_db()
    assert (invited.email, invited.is_standing, invited.forgotten_at) == ("", True, None)
    assert Invitation.objects.with_key(key) is None
    assert not invited.letters.exists()


def test_a_calendar_of_ones_own_goes(ada: Registration) -> None:
    make_own_calendar(ada)

    erase(ADA)

    assert not OwnCalendar.objects.exists()


def test_accounts_and_speakers_are_shown_with_the_way_to_change_them(ada: Registration) -> None:
    user = User.objects.create_user("ada", ADA, "x")
    library = Organisation.objects.create(name="City library")
    Representative.objects.create(user=user, organisation=library)
    speaker = Speaker.objects.create(name="Ada Sample")

    found = {one.kind: one for one in known_of(ADA)}
    erase(ADA)

    assert ("Represents", "City library") in found["user"].values
    assert found["user"].change_url == f"/admin/users/edit/{user.pk}/"
    assert str(speaker.pk) in found["speaker"].change_url
    assert (User.objects.filter(email=ADA).exists(), Speaker.objects.exists()) == (True, True)


# The command


def told(*arguments: str) -> str:
    out = StringIO()
    call_command("personal_data", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_shows_for_people(ada: Registration) -> None:
    text = told("show", ADA)

    assert "Registration" in text
    assert "  Name: Ada Sample" in text


def test_the_command_shows_for_machines(ada: Registration, end: Any, evening: Occurrence) -> None:
    end(evening)
    given = {"kind": "idea", "language": "en", "shown_as": "name", "stays": False}
    contribute(ada, text="A street of books", **given)

    data = json.loads(told("show", ADA, "--json"))

    assert data["address"] == ADA
    [said] = [one["values"] for one in data["known"] if one["what"] == "Contribution"]
    assert said["Text"] == "A street of books"


def test_the_command_erases(ada: Registration) -> None:
    text = told("erase", ADA, "--noinput")

    ada.refresh_from_db()
    assert text.startswith("Erased. ")
    assert ada.name == ""


def test_the_command_asks_before(ada: Registration, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builtins.input", lambda _question: "no")

    with pytest.raises(CommandError):
        told("erase", ADA)

    ada.refresh_from_db()
    assert ada.name == "Ada Sample"


# The page


def test_the_page_needs_its_permission(ada: Registration, member: Any) -> None:
    client = member("view_registration")

    answer = client.post(DESK, {"email": ADA})

    assert answer.status_code == 302
    assert not DataRequest.objects.exists()


def test_the_page_shows_and_gives_a_file(ada: Registration, member: Any) -> None:
    client = member("answer_datarequest")

    page = client.post(DESK, {"email": ADA}).content.decode()
    file = client.post(DESK, {"email": ADA, "deed": "take"})

    assert "Ada Sample" in page
    assert file["Content-Disposition"].startswith("attachment")
    assert json.loads(file.content)["address"] == ADA


def test_the_page_erases_only_after_the_box_was_ticked(ada: Registration, admin: Client) -> None:
    refused = admin.post(DESK, {"email": ADA, "deed": "erase"})
    ada.refresh_from_db()
    name = ada.name
    admin.post(DESK, {"email": ADA, "deed": "erase", "sure": "1"})

    ada.refresh_from_db()
    assert (refused.status_code, name, ada.name) == (422, "Ada Sample", "")
    assert DataRequest.objects.filter(kind="erased").get().done_by.username == "boss"


def test_reading_the_page_shows_nothing(ada: Registration, admin: Client) -> None:
    answer = admin.get(DESK, {"email": ADA})

    assert "Ada Sample" not in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
