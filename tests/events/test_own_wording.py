"""The team's own words in our letters: what is filled in, what is refused, what stays."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client

from events import own_wording
from events.composing import wordings
from events.letters.placeholders import allowed, fill, unknown
from events.letters.registry import LETTERS
from events.letters.sample import sample
from events.models import Letter, OwnWording, Registration
from events.occurrence import Occurrence
from events.outbox import Kind

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
def editor(client: Client, django_user_model: Any) -> Client:
    user = django_user_model.objects.create_user("editor", password="x")
    group = Group.objects.create(name="writers")
    group.permissions.set(
        Permission.objects.filter(codename__in=["access_admin", "change_ownwording"])
    )
    user.groups.add(group)
    client.force_login(user)
    return client


def said(kind: str = Kind.REGISTERED, language: str = "en", **words: str) -> OwnWording:
    return OwnWording.objects.create(kind=kind, language=language, **words)


def address(kind: str = "registered", language: str = "en") -> str:
    return f"/admin/events/wordings/{kind}/{language}/"


def test_the_teams_words_stand_between_facts_and_link(occurrence: Occurrence) -> None:
    said(opening="Dear {name},\n\nwelcome to {title}!", notes="Bring a cup.")
    made = making.confirmed(occurrence)

    text = _text(_send()[-1])

    assert "Dear Sam Sample,\n\nwelcome to Round table!" in text
    assert text.startswith("What: Round table")
    assert made.key() in text
    assert text.index("Bring a cup.") > text.index(made.key())
    assert "We look forward" not in text


def test_each_language_has_its_own(occurrence: Occurrence) -> None:
    said(opening="Only in English.")
    making.confirmed(occurrence, language="nl")

    assert "Only in English" not in _text(_send()[-1])


def test_what_is_filled_in_is_neither_read_again_nor_run(occurrence: Occurrence) -> None:
    said(opening="Dear {name}, <b>{organisation}</b> {title.__class__} {0} {} %(name)s")
    making.confirmed(occurrence, name="{when} <script>", organisation="{name}")

    message = _send()[-1]

    assert "Dear {when} <script>, <b>{name}</b> {title.__class__} {0} {} %(name)s" in " ".join(
        _text(message).split()
    )
    html = message.get_body(("html",)).get_content()
    assert "<script>" not in html
    assert "<b>" not in html


def test_to_an_address_nobody_confirmed_nothing_typed_is_filled_in(occurrence: Occurrence) -> None:
    said(Kind.CONFIRM, opening="Dear {name} of {organisation}: {title}")
    making.registration(occurrence, name="evil.example")

    text = _text(_send()[-1])

    assert "evil" not in text
    assert "Dear {name} of {organisation}: Round table" in text


def test_what_must_be_said_stays(occurrence: Occurrence) -> None:
    said(Kind.CONFIRM, opening="Hello!", notes="Bye!")
    making.registration(occurrence)

    text = " ".join(_text(_send()[-1]).split())

    assert "Confirm your address, and your seat is yours." in text
    assert "If it was not you, do nothing" in text


def test_braces_are_read_in_one_way_only() -> None:
    values = {"title": "Tea {title}"}

    assert fill("{title} { title } {{title}} {Title} {title!r}", values) == (
        "Tea {title} Tea {title} {Tea {title}} {Title} {title!r}"
    )
    assert unknown(Kind.REGISTERED, "{title} {nmae} {} {email} {nmae}") == [
        "{nmae}",
        "{}",
        "{email}",
    ]


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        ("Dear {first name},", ["{first name}"]),
        ("{e-mail}, {title!r}", ["{e-mail}", "{title!r}"]),
        ("{{title}}", ["{", "}"]),
        ("Dear {name, see title}.", ["{name, see title}"]),
        ("Dear {name", ["{name"]),
        ("Dear name}", ["}"]),
        ("{name\n{title}", ["{name"]),
        ("Dear { name } of {\ntitle}", []),
        ("100 % (really) [title] <title>", []),
    ],
)
def test_a_brace_that_is_not_filled_in_is_refused(typed: str, refused: list[str]) -> None:
    assert unknown(Kind.MAILING, typed) == refused


@pytest.mark.parametrize("kind", sorted(set(LETTERS) - {Kind.MAILING}))
@pytest.mark.parametrize("language", ["en", "nl", "ar"])
def test_every_letter_can_be_seen_before_anybody_gets_it(
    kind: str, language: str, occurrence: Occurrence
) -> None:
    from stakeholders.models import Organisation

    Organisation.objects.create(name="Library")
    own = OwnWording(
        kind=kind, language=language, opening=" ".join(f"{{{one}}}" for one in allowed(kind))
    )

    words = sample(kind, language, own=own)

    assert words is not None
    assert words.facts
    assert "{" not in words.opening[0]
    assert not Registration.objects.exists()
    assert not Letter.objects.exists()


def test_the_form_names_what_cannot_be_filled_in_and_what_can(
    editor: Client, occurrence: Occurrence
) -> None:
    answer = editor.post(address(), {"opening": "Dear {nmae}, {email}", "notes": ""})

    assert answer.status_code == 422
    told = answer.context["form"].errors["opening"][0]
    assert told.startswith("{nmae}, {email} cannot be filled in here. What can: {title}, {when}")
    assert not OwnWording.objects.exists()


def test_words_are_kept_shown_and_taken_back(editor: Client, occurrence: Occurrence) -> None:
    words = {"opening": "Dear {name}", "notes": ""}

    preview = editor.post(address(), {**words, "preview": "html"})
    text = editor.post(address(), {**words, "preview": "text"})
    unsaved = own_wording.own_wording("registered", "en")
    editor.post(address(), words)
    kept = own_wording.own_wording("registered", "en")
    again = editor.get(address())
    editor.post(address(), {**words, "back": "1"})

    assert "Dear The person&#x27;s name" in preview.content.decode()
    assert "sandbox" in preview["Content-Security-Policy"]
    assert "Dear The person's name" in text.content.decode()
    assert unsaved is None
    assert kept is not None
    assert kept.opening == "Dear {name}"
    assert "Back to our words" in again.content.decode()
    assert own_wording.own_wording("registered", "en") is None


def test_of_two_who_first_save_one_wording_the_last_one_is_kept(
    editor: Client, occurrence: Occurrence, monkeypatch: pytest.MonkeyPatch
) -> None:
    said(opening="Hello")
    monkeypatch.setattr(wordings, "own_wording", lambda _kind, _language: None)

    answer = editor.post(address(), {"opening": "Dear {name}", "notes": "Bye"})

    assert answer["Location"] == "/admin/events/wordings/"
    (kept,) = OwnWording.objects.all()
    assert (kept.opening, kept.notes, str(kept.changed_by)) == ("Dear {name}", "Bye", "editor")


def test_nothing_typed_is_our_words_again(editor: Client, occurrence: Occurrence) -> None:
    said(opening="Hello")

    editor.post(address(), {"opening": "  ", "notes": ""})

    assert not OwnWording.objects.exists()


def test_the_list_tells_whose_words_each_letter_speaks(
    editor: Client, occurrence: Occurrence
) -> None:
    said(opening="Hello")

    page = editor.get("/admin/events/wordings/").content.decode()

    assert page.count("<strong>your words</strong>") == 1
    assert "our words" in page
    assert "mailing/en" not in page


@pytest.mark.parametrize("path", ["", "nonsense/en/", "registered/xx/", "mailing/en/"])
def test_only_who_may_change_them_sees_them_and_only_what_there_is(
    path: str, editor: Client, occurrence: Occurrence
) -> None:
    there = editor.get(f"/admin/events/wordings/{path}", follow=True).status_code
    Group.objects.get(name="writers").permissions.remove(
        Permission.objects.get(codename="change_ownwording")
    )
    refused = editor.get(f"/admin/events/wordings/{path}").status_code

    assert there == (404 if path else 200)
    assert refused in {302, 403}
