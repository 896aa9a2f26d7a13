"""Facts and words: what publishing writes, and what other languages read."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Locale

from stakeholders.models import (
    Figure,
    Location,
    Organisation,
    OrganisationPage,
    OrganisationPageFigure,
    OrganisationPageLocation,
)

from .conftest import Maker, fresh, publish


def translated(page: Any, locale: Locale, *, live: bool = True) -> Any:
    """As Wagtail's simple translation does it."""
    copy = page.copy_for_translation(locale, copy_parents=True)
    return publish(copy) if live else fresh(copy)


def row_of(page: Any) -> Organisation:
    return Organisation.objects.get(pk=fresh(page).facts_id)


def test_a_page_made_live_writes_its_facts_to_a_new_row(
    organisation_page: Maker, term: Maker
) -> None:
    page = organisation_page(website="https://a.example/", sectors=[term("sector", "culture")])

    row = row_of(page)

    assert (row.name, row.code, row.website) == ("Library", "library", "https://a.example/")
    assert [sector.code for sector in row.sectors.all()] == ["culture"]
    assert row.home_locale.language_code == "en"


def test_a_page_that_is_still_a_draft_has_no_row(organisation_page: Maker) -> None:
    page = organisation_page(live=False)

    assert fresh(page).facts is None
    assert not Organisation.objects.exists()


def test_a_draft_changes_nothing_on_the_row(organisation_page: Maker, term: Maker) -> None:
    page = organisation_page(website="https://old.example/")

    page.website = "https://new.example/"
    page.sectors = [term("sector", "culture")]
    page.locations.add(OrganisationPageLocation(label="Main"))
    page.save_revision()

    row = row_of(page)
    assert row.website == "https://old.example/"
    assert not row.sectors.exists()
    assert not row.locations.exists()
    assert fresh(page).website == "https://old.example/"


def test_publishing_the_home_page_changes_what_every_language_shows(
    organisation_page: Maker, dutch: Locale, term: Maker
) -> None:
    page = organisation_page(website="https://old.example/")
    nl = translated(page, dutch)

    page = fresh(page)
    page.website = "https://new.example/"
    page.sectors = [term("sector", "culture")]
    publish(page)

    assert fresh(nl).shown_facts.website == "https://new.example/"
    assert [sector.code for sector in fresh(nl).shown_facts.sectors.all()] == ["culture"]


def test_a_translation_cannot_change_the_facts(organisation_page: Maker, dutch: Locale) -> None:
    page = organisation_page(website="https://true.example/")
    nl = translated(page, dutch)

    nl.website = "https://false.example/"
    nl.title = "Bibliotheek"
    publish(nl)

    assert row_of(page).website == "https://true.example/"
    assert fresh(nl).website == "https://true.example/"
    assert fresh(nl).title == "Bibliotheek"


def test_an_alias_shares_the_row_of_its_original(organisation_page: Maker) -> None:
    page = organisation_page()

    alias = page.create_alias(update_slug="library-too")

    assert fresh(alias).facts_id == page.facts_id
    assert not fresh(alias).is_facts_home
    assert Organisation.objects.count() == 1


def test_an_alias_follows_what_is_published(organisation_page: Maker) -> None:
    page = organisation_page(website="https://old.example/")
    alias = page.create_alias(update_slug="library-too")

    page.website = "https://new.example/"
    publish(page)

    assert fresh(alias).website == "https://new.example/"


@pytest.mark.parametrize("keep_live", [True, False], ids=["live copy", "draft copy"])
def test_a_copy_is_an_organisation_of_its_own(organisation_page: Maker, keep_live: bool) -> None:
    page = organisation_page(website="https://a.example/")

    copy = page.copy(update_attrs={"slug": "copy", "title": "Copy"}, keep_live=keep_live)
    copy = copy if keep_live else publish(copy)

    assert fresh(copy).facts_id != page.facts_id
    assert row_of(copy).code == "copy"
    assert row_of(copy).website == "https://a.example/"


def test_unpublishing_home_leaves_the_facts_to_the_others(
    organisation_page: Maker, dutch: Locale
) -> None:
    page = organisation_page(website="https://a.example/")
    nl = translated(page, dutch)

    fresh(page).unpublish()

    assert fresh(nl).shown_facts.website == "https://a.example/"
    assert not fresh(nl).is_facts_home


def test_a_member_of_a_list_keeps_its_row_when_it_is_published_again(
    organisation_page: Maker,
) -> None:
    page = organisation_page()
    page.locations.add(OrganisationPageLocation(label="Main"))
    page = publish(page)
    before = Location.objects.get()

    draft = page.get_latest_revision_as_object()
    place = draft.locations.get(label="Main")
    place.label = "Main building"
    draft.locations.add(place)
    draft.locations.add(OrganisationPageLocation(label="Annex"))
    publish(draft)

    assert [place.label for place in Location.objects.all()] == ["Main building", "Annex"]
    assert Location.objects.get(label="Main building").pk == before.pk


def test_a_member_that_is_taken_away_goes_from_the_row(organisation_page: Maker) -> None:
    page = organisation_page()
    page.locations.add(OrganisationPageLocation(label="Main"))
    page = publish(page)

    page.locations.clear()
    publish(page)

    assert not Location.objects.exists()


def test_two_figures_that_disagree_both_stay(organisation_page: Maker, term: Maker) -> None:
    page = organisation_page()
    people = term("measure", "population", en="Inhabitants")
    for value, title in ((230_000, "A story"), (200_000, "An article")):
        page.figures.add(OrganisationPageFigure(measure=people, value=value, source_title=title))
    publish(page)

    figures = Figure.objects.values_list("value", "source_title")
    assert list(figures) == [(230_000, "A story"), (200_000, "An article")]


def test_reverting_to_an_older_revision_brings_its_facts_back(organisation_page: Maker) -> None:
    page = organisation_page(website="https://first.example/")
    first = page.save_revision()
    page.website = "https://second.example/"
    page = publish(page)

    first.as_object().save_revision(previous_revision=first).publish()

    assert row_of(page).website == "https://first.example/"


def test_a_scheduled_change_writes_the_facts_when_its_time_comes(
    organisation_page: Maker,
) -> None:
    page = organisation_page(website="https://old.example/")
    page = publish(page)
    page.website = "https://new.example/"
    page.go_live_at = timezone.now() + timedelta(hours=1)
    revision = page.save_revision(approved_go_live_at=page.go_live_at)
    revision.publish()
    assert row_of(page).website == "https://old.example/"

    revision.refresh_from_db()
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = (timezone.now() - timedelta(minutes=1)).isoformat()
    revision.save()
    call_command("publish_scheduled")

    assert row_of(page).website == "https://new.example/"


def test_moving_a_page_keeps_its_row(organisation_page: Maker, home: Any) -> None:
    page = organisation_page()
    elsewhere = fresh(home).add_child(instance=type(page.get_parent().specific)(title="Elsewhere"))

    fresh(page).move(elsewhere, pos="last-child")

    assert fresh(page).facts_id == page.facts_id
    assert Organisation.objects.count() == 1


def test_the_translation_published_first_leaves_home_where_the_page_was_made(
    organisation_page: Maker, dutch: Locale
) -> None:
    page = organisation_page(live=False)

    nl = translated(page, dutch)

    assert row_of(nl).home_locale.language_code == "en"
    assert fresh(page).is_facts_home


def test_a_preview_of_home_shows_the_draft_and_one_elsewhere_the_row(
    organisation_page: Maker, dutch: Locale, rf: Any
) -> None:
    page = organisation_page(website="https://old.example/")
    nl = translated(page, dutch)
    request = rf.get("/")
    request.is_preview = True
    page.website = nl.website = "https://draft.example/"

    page.get_context(request)
    nl.get_context(request)

    assert page.shown_facts.website == "https://draft.example/"
    assert nl.shown_facts.website == "https://old.example/"


def test_only_what_changed_is_told_to_what_follows(
    organisation_page: Maker, monkeypatch: Any, term: Maker
) -> None:
    page = organisation_page(website="https://old.example/")
    told: list[frozenset[str]] = []
    monkeypatch.setattr(OrganisationPage, "facts_saved", lambda self, changed: told.append(changed))

    page.website = "https://new.example/"
    page.topics = []
    page.sectors = [term("sector", "culture")]
    page.save()
    page.save()

    assert told == [frozenset({"website", "sectors"}), frozenset()]
