"""Letters of the team to all or to some: whom they reach, in which words, and once."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from events import sign_up
from events.mailing import send_mailing
from events.models import Letter, Mailing, MailingWords, Registration
from events.occurrence import Occurrence
from events.subject import place_of, when

from . import making
from .test_letters import _send, _text

pytestmark = pytest.mark.django_db


@pytest.fixture
def occurrence() -> Occurrence:
    made = making.occurrence()
    making.page(made, title="Round table")
    making.page(made, title="Ronde tafel", language="nl")
    return made


@pytest.fixture
def writer(client: Client, django_user_model: Any) -> Client:
    user = django_user_model.objects.create_user("writer", password="x")
    group = Group.objects.create(name="writers")
    group.permissions.set(Permission.objects.filter(codename__in=["access_admin", "send_mailing"]))
    user.groups.add(group)
    client.force_login(user)
    return client


def mailing(of: Occurrence, *, needed: bool = False, **chosen: Any) -> Mailing:
    made = Mailing.objects.create(
        event=of.event, home_language="en", is_needed=needed, chosen=chosen
    )
    words = {"en": ("News of {title}", "Dear {name},\n\nsee you."), "nl": ("Nieuws", "Tot dan.")}
    for language, (subject, text) in words.items():
        MailingWords.objects.create(mailing=made, language=language, subject=subject, text=text)
    return made


def emails(of: Mailing) -> list[str]:
    return sorted(one.email for one in of.people())


def fields(**changed: Any) -> dict[str, Any]:
    return {"states": ["confirmed"], "subject_en": "News", "text_en": "Dear {name}", **changed}


def test_it_reaches_those_who_are_meant(occurrence: Occurrence) -> None:
    first = making.session(occurrence, capacity=5)
    other = making.another_date(occurrence, days=7)
    making.confirmed(occurrence, "a@x.example", sessions=[first])
    making.confirmed(other, "b@x.example", language="nl")
    making.registration(occurrence, "unconfirmed@x.example")
    sign_up.cancel(making.confirmed(occurrence, "left@x.example"))
    making.confirmed(making.occurrence(), "elsewhere@x.example")

    assert emails(mailing(occurrence)) == ["a@x.example", "b@x.example"]
    assert emails(mailing(occurrence, occurrence=other.pk)) == ["b@x.example"]
    assert emails(mailing(occurrence, session=first.pk)) == ["a@x.example"]
    assert emails(mailing(occurrence, language="nl")) == ["b@x.example"]
    assert emails(mailing(occurrence, states=["waiting"])) == []
    assert emails(mailing(occurrence, came="yes")) == []
    assert emails(mailing(occurrence, came="no")) == ["a@x.example", "b@x.example"]


def test_who_is_registered_for_two_dates_gets_it_once(occurrence: Occurrence) -> None:
    for date in (occurrence, making.another_date(occurrence, days=7)):
        making.confirmed(date, "a@x.example")

    assert emails(mailing(occurrence)) == ["a@x.example"]


def test_it_is_sent_once_in_each_persons_language(occurrence: Occurrence) -> None:
    making.confirmed(occurrence, "a@x.example")
    making.confirmed(occurrence, "b@x.example", language="nl")
    making.confirmed(occurrence, "c@x.example", language="fr")
    _send()
    written = mailing(occurrence)

    counts = [send_mailing(written), send_mailing(Mailing.objects.get(pk=written.pk))]
    letters = _send()

    assert counts == [3, None]
    assert [one["Subject"] for one in letters] == [
        "News of Round table",
        "Nieuws",
        "News of Round table",
    ]
    assert "Dear Sam Sample,\n\nsee you." in _text(letters[0])
    assert _text(letters[0]).startswith("What: Round table")


def test_one_click_turns_such_letters_off_and_only_these(
    occurrence: Occurrence, client: Client
) -> None:
    own = making.confirmed(occurrence, "a@x.example")
    _send()
    send_mailing(mailing(occurrence))
    (letter,) = _send()
    url = letter["List-Unsubscribe"].strip(" <>")
    path = url.removeprefix("http://localhost")

    asked = client.get(path)
    before = Registration.objects.get(pk=own.pk).wants_mailings
    clicked = Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"})

    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert url in _text(letter)
    assert (asked.status_code, clicked.status_code, before) == (200, 200, True)
    assert asked["Referrer-Policy"] == "no-referrer"
    assert emails(mailing(occurrence)) == []
    assert emails(mailing(occurrence, needed=True)) == ["a@x.example"]
    assert Registration.objects.get(pk=own.pk).state == "confirmed"
    client.post(path, {"on": "1"})
    assert emails(mailing(occurrence)) == ["a@x.example"]


def test_the_key_that_turns_letters_off_opens_nothing_else(
    occurrence: Occurrence, client: Client
) -> None:
    own = making.confirmed(occurrence, "a@x.example")
    _send()
    send_mailing(mailing(occurrence))
    key = _send()[0]["List-Unsubscribe"].split("/")[-3]

    assert client.get(f"/en/registration/{key}/").status_code == 404
    assert client.get(f"/en/letters/{own.key()}/off/").status_code == 404
    assert client.get("/en/letters/nonsense/off/").status_code == 404


def test_what_everybody_needs_cannot_be_turned_off(occurrence: Occurrence) -> None:
    making.confirmed(occurrence, "a@x.example")
    _send()
    send_mailing(mailing(occurrence, needed=True))

    (letter,) = _send()

    assert letter["List-Unsubscribe"] is None


def test_who_turned_them_off_meanwhile_gets_none(occurrence: Occurrence) -> None:
    making.confirmed(occurrence, "a@x.example")
    _send()
    send_mailing(mailing(occurrence))
    Registration.objects.update(wants_mailings=False)

    assert _send() == []


def test_the_team_writes_looks_and_sends(writer: Client, occurrence: Occurrence) -> None:
    making.confirmed(occurrence, "a@x.example")
    making.confirmed(occurrence, "b@x.example", language="nl")
    Letter.objects.all().delete()
    desk = f"/admin/events/desk/{occurrence.event_id}/letters/"

    words = {"subject_en": "News of {title}", "subject_nl": "Nieuws", "text_nl": "Beste {name}"}
    kept = writer.post(f"{desk}new/", fields(**words))
    one = kept["Location"]
    seen = writer.get(one)
    dutch = writer.get(f"{one}nl.html").content.decode()
    text = writer.get(f"{one}en.text").content.decode()
    unsent = Letter.objects.count()
    for deed in ("send", "send", "delete"):
        writer.post(f"{one}{deed}/")

    assert seen.context["number"] == 2
    assert {row[0]: row[2] for row in seen.context["languages"]}["nl"] == 1
    assert 'lang="nl"' in dutch
    assert "Beste " in dutch
    assert text.startswith("News of Round table\n\nWhat: Round table")
    assert (unsent, Letter.objects.filter(kind="mailing").count()) == (0, 2)
    entry = ModelLogEntry.objects.get(action="events.send_mailing")
    told = {"mailing": Mailing.objects.get().pk, "subject": "News of Round table", "recipients": 2}
    assert entry.data == told
    assert "News of Round table" in writer.get(desk).content.decode()
    assert writer.get(f"/en{one}edit/").status_code == 404
    assert Mailing.objects.get().is_sent


def test_its_subject_is_told_with_day_and_place_where_all_come_at_once(
    writer: Client, occurrence: Occurrence
) -> None:
    desk = f"/admin/events/desk/{occurrence.event_id}/letters/"
    subject = "Where: {where}, {when}, {name}"
    writer.post(f"{desk}new/", fields(subject_en=subject, occurrence=str(occurrence.pk)))
    one_date = writer.get(desk).content.decode()
    making.another_date(occurrence, days=7)
    several = writer.get(desk).content.decode()

    assert f"Where: {place_of(occurrence)}, {when(occurrence)}, (the person" in one_date
    assert "Where: (the place), (day and hours), (the person" in several


def test_the_preview_tells_of_the_date_that_was_chosen(
    writer: Client, occurrence: Occurrence
) -> None:
    later = making.another_date(occurrence, days=7)
    gone = making.occurrence()
    said = []
    for date in (occurrence, later, gone):
        made = mailing(occurrence, occurrence=str(date.pk))
        MailingWords.objects.update(subject="On {when}")
        desk = f"/admin/events/desk/{occurrence.event_id}/letters/{made.pk}/"
        said.append(writer.get(f"{desk}en.text").content.decode())

    assert [text.splitlines()[0] for text in said] == [
        f"On {when(occurrence)}",
        f"On {when(later)}",
        f"On {when(occurrence)}",
    ]
    assert f"When: {when(later)}" in said[1]


def test_the_list_costs_as_many_queries_for_three_letters_as_for_one(
    writer: Client, occurrence: Occurrence
) -> None:
    making.confirmed(occurrence, "a@x.example")
    desk = f"/admin/events/desk/{occurrence.event_id}/letters/"
    writer.get(desk)
    costs = []
    for number in (1, 2):
        for _each in range(number):
            send_mailing(mailing(occurrence))
        with CaptureQueriesContext(connection) as queries:
            shown = writer.get(desk).content.decode()
        costs.append(len(queries))

    assert costs[0] == costs[1]
    assert shown.count("<td>to be sent: 1</td>") == 3


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"text_en": ""}, "text_en"),
        ({"subject_nl": "Nieuws"}, "text_nl"),
        ({"text_en": "Dear {nmae}"}, "text_en"),
        ({"subject_en": "{email}"}, "subject_en"),
        ({"states": []}, "states"),
    ],
)
def test_what_lacks_or_cannot_be_filled_in_is_named(
    writer: Client, occurrence: Occurrence, changed: dict[str, Any], field: str
) -> None:
    desk = f"/admin/events/desk/{occurrence.event_id}/letters/"

    answer = writer.post(f"{desk}new/", fields(**changed))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not Mailing.objects.exists()


def test_nobody_writes_without_the_permission(writer: Client, occurrence: Occurrence) -> None:
    made = mailing(occurrence)
    Group.objects.get(name="writers").permissions.remove(
        Permission.objects.get(codename="send_mailing")
    )
    desk = f"/admin/events/desk/{occurrence.event_id}/letters/"

    codes = [
        writer.get(desk).status_code,
        writer.get(f"{desk}new/").status_code,
        writer.get(f"{desk}{made.pk}/").status_code,
        writer.post(f"{desk}{made.pk}/send/").status_code,
        writer.get(f"{desk}{made.pk}/en.html").status_code,
    ]

    assert set(codes) <= {302, 403}
    assert not Letter.objects.filter(kind="mailing").exists()
