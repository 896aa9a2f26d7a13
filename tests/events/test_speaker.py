"""Who speaks: organisations and people, who are named only if they agreed."""

import json
import re
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client

from events.models import EventPageSession, Speaker
from stakeholders.models import Organisation

from .stage import at, event_page, fresh, publish, translated
from .test_facts import editor_form

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_the_test_client")]


@pytest.fixture(autouse=True)
def _in_january() -> Any:
    with time_machine.travel(at("2027-01-15 12:00"), tick=False):
        yield


@pytest.fixture
def library() -> Organisation:
    return Organisation.objects.create(name="City Library", code="library")


def panel(*speakers: Speaker) -> Any:
    """A page with one session in which these speak."""
    session = EventPageSession(
        title="Panel", starts_at=at("2027-02-03 20:00"), ends_at=at("2027-02-03 21:00")
    )
    session.speakers = list(speakers)
    return event_page(sessions=[session])


def performers(page: Any, client: Client) -> Any:
    html = client.get(page.url).content.decode()
    data = json.loads(re.search(r'ld\+json">(.*?)</script>', html)[1])  # type: ignore[index]  # else the test fails
    return data.get("performer"), html


def test_speakers_are_drafted_on_the_page_and_written_on_publishing(library: Organisation) -> None:
    speaker = Speaker.objects.create(organisation=library)
    page = panel(speaker)
    other = Speaker.objects.create(name="Sam Sample", has_agreed=True)

    [session] = page.sessions.all()
    session.speakers = [other]
    page.sessions = [session]
    page.save_revision()
    drafted = list(page.facts.sessions.get().speakers.all())
    page = publish(fresh(page).get_latest_revision_as_object())

    assert drafted == [speaker]
    assert list(page.facts.sessions.get().speakers.all()) == [other]


def test_a_page_in_another_language_has_the_same_speakers(library: Organisation) -> None:
    speaker = Speaker.objects.create(organisation=library)

    dutch = translated(panel(speaker), "nl")

    assert [list(one.speakers.all()) for one in dutch.sessions.all()] == [[speaker]]


def test_who_has_not_agreed_is_named_nowhere(client: Client, library: Organisation) -> None:
    page = panel(
        Speaker.objects.create(name="Hidden Helena"),
        Speaker.objects.create(name="Shy Simon", organisation=library),
        Speaker.objects.create(name="Open Olga", has_agreed=True, organisation=library),
    )

    told, html = performers(page, client)

    assert told == [
        {
            "@type": "Person",
            "name": "Open Olga",
            "affiliation": {"@type": "Organization", "name": "City Library"},
        },
        {"@type": "Organization", "name": "City Library"},
    ]
    assert "Open Olga" in html
    assert "Helena" not in html
    assert "Simon" not in html


def test_a_speaker_is_somebody() -> None:
    with pytest.raises(ValidationError, match="Give the name of a person"):
        Speaker().full_clean()


def test_interpretation_sign_language_and_captions_are_told_to_machines(client: Client) -> None:
    page = event_page(
        spoken_languages="nl",
        interpretation_languages="en",
        sign_languages="dse",
        caption_languages="nl",
    )

    _performers, html = performers(page, client)

    data = json.loads(re.search(r'ld\+json">(.*?)</script>', html)[1])  # type: ignore[index]  # else the test fails
    assert data["inLanguage"] == ["nl", "en", "dse"]
    assert data["workFeatured"]["accessibilityFeature"] == [
        "captions",
        "signLanguageInterpretation",
    ]
    assert "Sign Language of the Netherlands" in html


def test_an_editor_chooses_speakers_languages_and_rooms_in_the_form(admin_client: Client) -> None:
    speaker = Speaker.objects.create(name="Open Olga", has_agreed=True)
    page = panel()
    typed = {
        "sessions-0-speakers": [str(speaker.pk)],
        "sessions-0-mode": "online",
        "sessions-0-join_url": "https://meet.example/panel",
        "interpretation_languages": ["en"],
        "sign_languages": ["dse"],
        "action-publish": "1",
    }

    form = admin_client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    admin_client.post(f"/admin/pages/{page.pk}/edit/", editor_form(page, admin_client, **typed))

    facts = fresh(page).facts
    session = facts.sessions.get()
    assert re.search(r'<input type="checkbox" name="sessions-0-speakers"', form)
    assert not re.search(r"<select[^>]* multiple", form)
    assert list(session.speakers.all()) == [speaker]
    assert (session.mode, session.join_url) == ("online", "https://meet.example/panel")
    assert (facts.interpretation_languages, facts.sign_languages) == ("en", "dse")


def test_speakers_have_a_list_of_their_own_in_the_admin(admin_client: Client) -> None:
    Speaker.objects.create(name="Hidden Helena")

    html = admin_client.get("/admin/speaker/").content.decode()

    assert "Hidden Helena" in html
