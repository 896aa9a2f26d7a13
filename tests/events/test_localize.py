"""Events under wagtail-localize: its translations say the words and never the facts."""

import pytest
from django.test import Client
from wagtail_localize.models import TranslationSource
from wagtail_localize.operations import translate_object

from events.models import EventPage, EventPageSession
from events.programme import programme
from tests.asking import making

from .stage import agenda, at, event_page, fresh, locale, publish, room, venue

pytestmark = pytest.mark.django_db

SESSION = {"starts_at": at("2027-02-03 20:00"), "ends_at": at("2027-02-03 20:30")}


def dutch_of(page: EventPage) -> EventPage:
    """The Dutch page, published as the translation's editor would."""
    agenda("nl")
    translate_object(page, [locale("nl")])
    return publish(EventPage.objects.get(locale=locale("nl")))


def translation_of(page: EventPage) -> TranslationSource:
    return TranslationSource.objects.get_for_instance(page)


def test_only_words_are_offered_for_translation() -> None:
    page = event_page(
        "Round table",
        summary="We talk.",
        recurrence="FREQ=WEEKLY;COUNT=2",
        spoken_languages="nl",
        join_url="https://meet.example/room",
        sessions=[EventPageSession(title="Welcome", summary="", **SESSION)],
    )
    dutch_of(page)

    segments = translation_of(page).stringsegment_set.values_list("string__data", flat=True)

    assert sorted(set(segments) - {page.slug}) == ["Round table", "We talk.", "Welcome"]


def test_a_question_is_translated_with_its_answers() -> None:
    page = making.page(
        making.question("stay", "choice", choices=(("yes", "Yes"), ("no", "No")), only_if="")
    )
    dutch_of(page)

    segments = translation_of(page).stringsegment_set.values_list("string__data", flat=True)
    item = EventPage.objects.get(locale=locale("nl")).questions.get()

    assert {"What about stay?", "We plan with it.", "Yes", "No"} <= set(segments)
    assert {"choice", "False"}.isdisjoint(segments)
    assert [(one.id, one.value) for one in item.choices] == [("yes", "Yes"), ("no", "No")]
    assert item.key == making.key("stay")


def test_no_fact_is_offered_to_be_overridden() -> None:
    hall = room(venue())
    page = event_page(
        venue=hall.venue,
        room=hall,
        sessions=[EventPageSession(title="Welcome", room=hall, **SESSION)],
    )
    dutch_of(page)

    assert not translation_of(page).overridablesegment_set.exists()


def test_a_changed_date_is_shown_before_any_sync() -> None:
    page = event_page()
    dutch = dutch_of(page)
    page.starts_at, page.ends_at = at("2027-02-04 19:00"), at("2027-02-04 21:00")

    publish(page)

    assert fresh(dutch).shown_facts.starts_at == at("2027-02-04 19:00")


def test_publishing_a_stale_translation_source_brings_no_old_date_back() -> None:
    page = event_page()
    dutch = dutch_of(page)
    source = translation_of(page)
    page.starts_at, page.ends_at = at("2027-02-04 19:00"), at("2027-02-04 21:00")
    publish(page)

    source.create_or_update_translation(locale("nl"), publish=True, fallback=True)

    assert fresh(dutch).starts_at == at("2027-02-04 19:00")
    assert fresh(page).facts.starts_at == at("2027-02-04 19:00")


def test_a_translation_whose_sync_was_stopped_changes_words_only() -> None:
    page = event_page()
    dutch = dutch_of(page)
    translation_of(page).translations.update(enabled=False)
    dutch = fresh(dutch)
    dutch.title, dutch.starts_at = "Ronde tafel", at("2030-01-01 10:00")

    publish(dutch)

    assert fresh(page).facts.starts_at == at("2027-02-03 20:00")
    assert fresh(dutch).title == "Ronde tafel"


def test_a_session_keeps_its_key_and_its_translated_title_through_a_sync() -> None:
    page = event_page(sessions=[EventPageSession(title="Welcome", **SESSION)])
    dutch = dutch_of(page)
    session = dutch.sessions.get()
    session.title = "Welkom"
    session.save()
    page = fresh(page)
    moved = page.sessions.get()
    moved.starts_at = at("2027-02-03 20:15")
    page.sessions.set([moved])
    page = publish(page)

    part = programme(fresh(dutch), page.facts)[0]

    assert dutch.sessions.get().key == page.facts.sessions.get().key
    assert (part.title, part.starts_at) == ("Welkom", at("2027-02-03 20:15"))


def test_the_editor_of_the_translation_tells_where_the_facts_are(admin_client: Client) -> None:
    page = event_page()
    dutch = dutch_of(page)

    html = admin_client.get(f"/admin/pages/{dutch.pk}/edit/").content.decode()

    assert f"/admin/pages/{page.pk}/edit/" in html
