"""The directory: what is found by words and filters, and what never is."""

from typing import Any

import pytest
from django.utils.translation import override
from wagtail.models import Locale, PageViewRestriction

from stakeholders.directory import Directory, public_organisations, shown_pages
from stakeholders.models import Membership, Organisation

from .conftest import Maker, fresh, publish


def found(**chosen: str) -> list[str]:
    words = chosen.pop("words", "")
    return [str(row) for row in Directory(words=words, chosen=chosen).organisations()]


def counts(name: str, **chosen: str) -> dict[str, int]:
    facets = {facet.name: facet for facet in Directory(chosen=chosen).facets()}
    return {choice.code: choice.count for choice in facets[name].choices}


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Café De Brug", "cafe"),
        ("Café De Brug", "BRUG"),
        ("Hanzehogeschool", "hogeschool"),
        ("تحالف الفرص المتكافئة", "فرص"),
        ("تحالف فرص متكافئة", "الفرص"),
        ("格罗宁根学习城市", "学习"),
        ("格罗宁根学习城市", "学习城市"),
        ("École de la Ville", "ecole ville"),
    ],
)
def test_a_name_is_found(organisation_page: Maker, title: str, words: str) -> None:
    organisation_page(title, slug="wanted")
    organisation_page("Another one", slug="another")

    assert found(words=words) == [title]


@pytest.mark.parametrize("words", ["%", "_", "\x00", "' OR 1=1", "a" * 5000])
def test_odd_words_do_no_harm(organisation_page: Maker, words: str) -> None:
    organisation_page("Library 100%")

    assert found(words=words) in ([], ["Library 100%"])


def test_an_organisation_is_found_by_its_name_in_another_language(
    organisation_page: Maker, dutch: Locale
) -> None:
    page = organisation_page("Municipality")
    nl = page.copy_for_translation(dutch, copy_parents=True)
    nl.title = "Gemeente"
    publish(nl)

    with override("en"):
        assert found(words="gemeente") == ["Municipality"]


def test_words_of_an_unpublished_page_find_nothing(organisation_page: Maker, dutch: Locale) -> None:
    page = organisation_page("Municipality")
    nl = page.copy_for_translation(dutch, copy_parents=True)
    nl.title = "Gemeente"
    nl = publish(nl)

    nl.unpublish()

    assert found(words="gemeente") == []


def test_words_of_a_deleted_page_find_nothing(organisation_page: Maker, dutch: Locale) -> None:
    page = organisation_page("Municipality")
    nl = page.copy_for_translation(dutch, copy_parents=True)
    nl.title = "Gemeente"
    nl = publish(nl)

    nl.delete()

    assert found(words="gemeente") == []


@pytest.mark.parametrize("name", ["sector", "level", "district"])
def test_a_filter_leaves_those_that_have_the_term(
    organisation_page: Maker, term: Maker, name: str
) -> None:
    wanted, other = term(name, "wanted"), term(name, "other")
    organisation_page("One", **{f"{name}s": [wanted, other]})
    organisation_page("Two", **{f"{name}s": [other]})

    assert found(**{name: "wanted"}) == ["One"]
    assert counts(name) == {"wanted": 1, "other": 2}


def test_filters_are_joined_and_each_count_heeds_the_others(
    organisation_page: Maker, term: Maker
) -> None:
    culture, care = term("sector", "culture"), term("sector", "care")
    adult = term("level", "adult")
    organisation_page("One", sectors=[culture], levels=[adult])
    organisation_page("Two", sectors=[care], levels=[adult])
    organisation_page("Three", sectors=[care])

    assert found(sector="care", level="adult") == ["Two"]
    assert counts("sector", level="adult") == {"culture": 1, "care": 1}
    assert counts("level", sector="care") == {"adult": 1}
    assert counts("sector", sector="care") == {"culture": 1, "care": 2}


def test_members_of_an_alliance_are_those_of_today(organisation_page: Maker, term: Maker) -> None:
    alliance, one, two = (organisation_page(name) for name in ("Alliance", "One", "Two"))
    role = term("role", "member")
    Membership.objects.create(alliance=alliance.facts, member=one.facts, role=role)
    Membership.objects.create(
        alliance=alliance.facts, member=two.facts, role=role, until="2020-01-01"
    )

    assert found(alliance="alliance") == ["One"]
    assert counts("alliance") == {"alliance": 1}


@pytest.mark.parametrize("name", ["sector", "alliance"])
def test_an_unknown_choice_is_left_out_and_said(organisation_page: Maker, name: str) -> None:
    organisation_page("One")

    directory = Directory(chosen={name: "no-such\x00thing"})

    assert [str(row) for row in directory.organisations()] == ["One"]
    assert directory.unknown == ["no-such\x00thing"]


def test_what_is_not_listed_not_live_or_not_public_is_not_found(
    organisation_page: Maker, directory: Any
) -> None:
    organisation_page("Public")
    organisation_page("Unlisted", listing=Organisation.Listing.UNLISTED)
    organisation_page("Closed", listing=Organisation.Listing.CLOSED)
    organisation_page("Draft", live=False)
    PageViewRestriction.objects.create(
        page=organisation_page("Private"), restriction_type=PageViewRestriction.LOGIN
    )

    assert found() == ["Public"]


def test_the_page_in_the_active_language_is_shown_else_the_one_at_home(
    organisation_page: Maker, dutch: Locale
) -> None:
    both, only = organisation_page("Both"), organisation_page("Only English")
    publish(both.copy_for_translation(dutch, copy_parents=True))

    with override("nl"):
        pages = shown_pages(public_organisations())

    assert pages[both.facts_id].locale == dutch
    assert pages[only.facts_id].locale.language_code == "en"


def test_the_order_is_that_of_the_titles_that_are_shown(
    organisation_page: Maker, dutch: Locale
) -> None:
    for title, translation in (("A", "Zet"), ("B", "Aap")):
        page = fresh(organisation_page(title))
        nl = page.copy_for_translation(dutch, copy_parents=True)
        nl.title = translation
        publish(nl)

    with override("en"):
        in_english = found()
    with override("nl"):
        in_dutch = found()

    assert (in_english, in_dutch) == (["A", "B"], ["B", "A"])


def test_filters_do_not_jump_when_nothing_is_found(organisation_page: Maker, term: Maker) -> None:
    organisation_page("One", sectors=[term("sector", "culture")])
    term("sector", "never-used")

    (facet,) = Directory(words="nothing").facets()

    assert [(choice.code, choice.count) for choice in facet.choices] == [("culture", 0)]
