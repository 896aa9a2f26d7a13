"""What becomes of facts when a page that says them is deleted."""

from typing import Any

from wagtail.models import Locale

from stakeholders.models import (
    Membership,
    Organisation,
    OrganisationPageLocation,
)

from .conftest import Maker, fresh, publish
from .test_facts import row_of, translated


def test_when_home_is_deleted_another_language_becomes_home(
    organisation_page: Maker, dutch: Locale
) -> None:
    page = organisation_page(website="https://a.example/")
    nl = translated(page, dutch)

    page.delete()
    nl = fresh(nl)
    nl.website = "https://b.example/"
    publish(nl)

    assert nl.is_facts_home
    assert row_of(nl).website == "https://b.example/"


def test_a_new_home_brings_no_old_facts_back_from_its_draft(
    organisation_page: Maker, dutch: Locale
) -> None:
    page = organisation_page(website="https://old.example/")
    nl = translated(page, dutch)
    nl.title = "Bibliotheek, nieuw"
    nl.save_revision()
    page = fresh(page)
    page.website = "https://new.example/"
    page.locations.add(OrganisationPageLocation(label="Main", locality="Groningen"))
    page = publish(page)

    page.delete()
    fresh(nl).latest_revision.publish()

    row = row_of(nl)
    assert fresh(nl).title == "Bibliotheek, nieuw"
    assert row.website == "https://new.example/"
    assert [place.label for place in row.locations.all()] == ["Main"]


def test_saving_a_new_home_without_a_revision_brings_no_old_facts_back(
    organisation_page: Maker, dutch: Locale
) -> None:
    page = organisation_page(website="https://old.example/")
    nl = translated(page, dutch)
    page = fresh(page)
    page.website = "https://new.example/"
    page = publish(page)

    page.delete()
    fresh(nl).save()

    assert row_of(nl).website == "https://new.example/"


def test_the_heir_is_a_translation_and_not_a_former_alias(
    organisation_page: Maker, dutch: Locale
) -> None:
    page = organisation_page()
    page.create_alias(update_slug="library-too")
    nl = translated(page, dutch)

    page.delete()

    assert fresh(nl).is_facts_home
    publish(fresh(nl))
    assert Organisation.objects.count() == 1


def test_the_row_goes_with_its_last_page(organisation_page: Maker, dutch: Locale) -> None:
    page = organisation_page()
    nl = translated(page, dutch)

    page.delete()
    fresh(nl).delete()

    assert not Organisation.objects.exists()


def test_a_row_that_others_point_to_stays_without_a_page(
    organisation_page: Maker, term: Maker
) -> None:
    member, alliance = organisation_page("Library"), organisation_page("Alliance")
    Membership.objects.create(
        alliance=alliance.facts, member=member.facts, role=term("role", "member")
    )

    member.delete()

    assert [str(row) for row in Organisation.objects.filter(pages=None)] == ["Library"]


def test_all_pages_deleted_at_once_with_their_parent_leave_no_row(
    organisation_page: Maker, directory: Any
) -> None:
    organisation_page("One")
    organisation_page("Two")

    fresh(directory).delete()

    assert not Organisation.objects.exists()
