"""The admin as an editor uses it: rendered forms are filled in and sent."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail.test.utils.form_data import inline_formset, nested_form_data, querydict_from_html

from stakeholders.models import (
    Location,
    Membership,
    Organisation,
    OrganisationPage,
    OrganisationPageLocation,
    Representative,
    Term,
    Topic,
)

from .conftest import Maker, fresh, publish

ADMIN_MODELS = ["organisation", "membership", "representative", "term", "topic"]


@pytest.fixture
def editor(client: Client) -> Client:
    user = get_user_model().objects.create_superuser("editor", "editor@city.example", "secret")
    client.force_login(user)
    return client


def form_of(response: Any, field: str) -> Any:
    """What the form with this field would send, were it sent as it stands."""
    html = response.content.decode()
    for index in range(20):
        data = querydict_from_html(html, form_index=index)
        if field in data:
            return dict(data.lists())
    raise AssertionError(f"No form has the field {field}.")


@pytest.fixture
def created(editor: Client, directory: Any, term: Maker) -> Any:
    """An organisation page made through the form, with one location, and published."""
    kind = term("kind", "library", "Library")
    add = reverse("wagtailadmin_pages:add", args=["stakeholders", "organisationpage", directory.pk])
    data = form_of(editor.get(add), "locations-TOTAL_FORMS")
    data |= {"title": "Library", "slug": "library", "kind": kind.pk, "action-publish": "1"}
    data["sectors"] = term("sector", "culture").pk
    data |= nested_form_data(
        {"locations": inline_formset([{"label": "Main", "locality": "Groningen"}])}
    )
    response = editor.post(add, data)
    assert response.status_code == 302, response.context["form"].errors
    return OrganisationPage.objects.get()


def test_an_organisation_made_and_published_by_form_has_its_facts(created: Any) -> None:
    row = Organisation.objects.get()

    assert (row.name, row.code, row.kind.code) == ("Library", "library", "library")
    assert [sector.code for sector in row.sectors.all()] == ["culture"]
    assert [place.label for place in row.locations.all()] == ["Main"]


def test_the_key_of_a_location_survives_editing_by_form(editor: Client, created: Any) -> None:
    before = Location.objects.get()
    edit = reverse("wagtailadmin_pages:edit", args=[created.pk])

    data = form_of(editor.get(edit), "locations-0-key")
    data |= {"locations-0-label": "Main building", "action-publish": "1"}
    editor.post(edit, data)

    after = Location.objects.get()
    assert (after.pk, after.key, after.label) == (before.pk, before.key, "Main building")


def test_places_stand_in_the_order_that_the_editor_gives_them(editor: Client, created: Any) -> None:
    created.locations.add(OrganisationPageLocation(label="Annexe", sort_order=2))
    publish(created)
    edit = reverse("wagtailadmin_pages:edit", args=[created.pk])

    data = form_of(editor.get(edit), "locations-1-key")
    data |= {"locations-0-ORDER": "2", "locations-1-ORDER": "1", "action-publish": "1"}
    editor.post(edit, data)

    shown = form_of(editor.get(edit), "locations-1-key")
    assert [shown[f"locations-{n}-label"] for n in range(2)] == [["Annexe"], ["Main"]]
    assert [place.label for place in Location.objects.all()] == ["Annexe", "Main"]


def test_a_draft_needs_no_kind_but_publishing_does(editor: Client, directory: Any) -> None:
    add = reverse("wagtailadmin_pages:add", args=["stakeholders", "organisationpage", directory.pk])
    data = form_of(editor.get(add), "locations-TOTAL_FORMS")
    data |= {"title": "Library", "slug": "library"}

    editor.post(add, data)
    refused = editor.post(add, data | {"slug": "again", "action-publish": "1"})

    assert [page.live for page in OrganisationPage.objects.all()] == [False]
    assert list(refused.context["form"].errors) == ["kind"]


def test_a_page_in_another_language_shows_facts_and_the_way_to_edit_them(
    editor: Client, created: Any, dutch: Locale
) -> None:
    nl = publish(created.copy_for_translation(dutch, copy_parents=True))
    home = reverse("wagtailadmin_pages:edit", args=[created.pk])

    response = editor.get(reverse("wagtailadmin_pages:edit", args=[nl.pk]))

    form = response.context["form"]
    html = response.content.decode()
    assert not {"kind", "website", "sectors"} & set(form.fields)
    assert not set(Organisation.FACT_LISTS) & set(form.formsets)
    assert "Main, Groningen" in html
    assert f'href="{home}"' in html


def test_a_page_in_another_language_can_be_published_by_form(
    editor: Client, created: Any, dutch: Locale
) -> None:
    nl = publish(created.copy_for_translation(dutch, copy_parents=True))
    edit = reverse("wagtailadmin_pages:edit", args=[nl.pk])

    data = form_of(editor.get(edit), "summary")
    editor.post(edit, data | {"title": "Bibliotheek", "action-publish": "1"})

    assert fresh(nl).title == "Bibliotheek"
    assert [place.label for place in Organisation.objects.get().locations.all()] == ["Main"]


@pytest.mark.parametrize("model", ADMIN_MODELS)
def test_an_empty_list_says_the_next_step(editor: Client, model: str) -> None:
    html = editor.get(reverse(f"{model}:index")).content.decode()

    assert "yet." in html


def test_the_list_of_organisations_leads_to_their_pages(editor: Client, created: Any) -> None:
    html = editor.get(reverse("organisation:index")).content.decode()

    assert reverse("wagtailadmin_pages:edit", args=[created.pk]) in html
    assert "Culture" in html


def test_the_list_of_organisations_can_be_filtered(
    editor: Client, created: Any, organisation_page: Maker, term: Maker
) -> None:
    organisation_page("School", sectors=[term("sector", "education")])

    response = editor.get(
        reverse("organisation:index"), {"sectors": term("sector", "education").pk}
    )

    assert [str(row) for row in response.context["object_list"]] == ["School"]


@pytest.mark.parametrize("others", [0, 2], ids=["one row", "three rows"])
def test_the_list_of_organisations_takes_as_many_queries_for_three_as_for_one(
    editor: Client,
    created: Any,
    organisation_page: Maker,
    others: int,
    django_assert_max_num_queries: Any,
) -> None:
    for number in range(others):
        organisation_page(f"School {number}")

    with django_assert_max_num_queries(22):
        editor.get(reverse("organisation:index"))


def test_nobody_adds_or_deletes_a_row_by_hand(editor: Client, created: Any) -> None:
    row = Organisation.objects.get()

    editor.post(reverse("organisation:delete", args=[row.pk]))
    editor.post(reverse("organisation:add"), {"name": "Ghost"})

    assert [str(row) for row in Organisation.objects.all()] == ["Library"]


def test_a_membership_is_made_by_form(
    editor: Client, organisation_page: Maker, term: Maker
) -> None:
    member, alliance = organisation_page("Library"), organisation_page("Alliance")
    add = reverse("membership:add")
    data = form_of(editor.get(add), "since")

    editor.post(
        add,
        data
        | {
            "member": member.facts_id,
            "alliance": alliance.facts_id,
            "role": term("role", "member").pk,
            "since": "2024-01-01",
        },
    )

    made = Membership.objects.get()
    assert (made.member_id, made.alliance_id, made.since) == (
        member.facts_id,
        alliance.facts_id,
        date(2024, 1, 1),
    )


def test_organisations_are_chosen_by_name_in_any_language(
    editor: Client, organisation_page: Maker
) -> None:
    organisation_page("Café De Brug")
    organisation_page("School")

    url = reverse("stakeholders_organisation_chooser:choose_results")
    html = editor.get(url, {"q": "cafe"}).content.decode()

    assert "Café De Brug" in html
    assert "School" not in html


def test_a_term_is_named_by_form_in_several_languages(editor: Client) -> None:
    add = reverse("term:add")
    response = editor.get(add)
    data = form_of(response, "names_nl")

    editor.post(
        add, data | {"vocabulary": "sector", "code": "care", "names_en": "Care", "names_nl": "Zorg"}
    )

    assert Term.objects.get().names == {"en": "Care", "nl": "Zorg"}
    assert 'lang="ar" dir="rtl"' in " ".join(response.content.decode().split())


def test_a_topic_is_named_by_form(editor: Client) -> None:
    add = reverse("topic:add")
    data = form_of(editor.get(add), "names_nl")

    editor.post(add, data | {"name": "Language", "slug": "language", "names_nl": "Taal"})

    assert Topic.objects.get().names == {"nl": "Taal"}


def test_a_representative_is_made_by_form(editor: Client, organisation_page: Maker) -> None:
    person = get_user_model().objects.create_user("ann", "ann@library.example")
    add = reverse("representative:add")
    data = form_of(editor.get(add), "valid_from")

    editor.post(
        add,
        data | {"user": person.pk, "organisation": organisation_page().facts_id, "role": "editor"},
    )

    assert [one.user for one in Representative.objects.waiting()] == [person]
