"""The pages as visitors get them."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from wagtail.models import Locale, PageViewRestriction

from stakeholders.models import (
    Membership,
    Organisation,
    OrganisationPageContactPoint,
    OrganisationPageFigure,
    OrganisationPageLocation,
)

from .conftest import Maker, publish


def html_of(client: Client, page: Any, query: str = "") -> str:
    response = client.get(page.url + query)
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_of_an_alliance_takes_as_many_queries_for_many_members_as_for_one(
    client: Client, organisation_page: Maker, term: Maker
) -> None:
    alliance = organisation_page("Alliance")
    role = term("role", "member")

    taken = []
    for number in range(3):
        member = organisation_page(f"Member {number}")
        Membership.objects.create(alliance=alliance.facts, member=member.facts, role=role)
        client.get(alliance.url)
        with CaptureQueriesContext(connection) as captured:
            client.get(alliance.url)
        taken.append(len(captured))

    assert len(set(taken)) == 1


def test_an_alliance_shows_its_members_with_role_and_date(
    client: Client, organisation_page: Maker, term: Maker
) -> None:
    alliance, member, past = (organisation_page(name) for name in ("Alliance", "Now", "Once"))
    chair = term("role", "chair", en="Chair")
    Membership.objects.create(
        alliance=alliance.facts, member=member.facts, role=chair, since=date(2021, 9, 1)
    )
    Membership.objects.create(
        alliance=alliance.facts, member=past.facts, role=chair, until=date(2020, 1, 1)
    )

    html = html_of(client, alliance)

    assert f'href="{member.url}"' in html
    assert "Chair" in html
    assert "since September 2021" in html
    assert "Once" not in html
    assert "Alliance" in html_of(client, member)


def test_figures_stand_side_by_side_with_source_and_date(
    client: Client, organisation_page: Maker, term: Maker, directory: Any
) -> None:
    page = organisation_page("Municipality")
    measure = term("measure", "population", en="Inhabitants")
    page.figures.add(
        OrganisationPageFigure(
            measure=measure, value=230_000, precision="about", source_page=directory
        ),
        OrganisationPageFigure(
            measure=measure,
            value=200_000,
            precision="about",
            as_of=date(2020, 1, 1),
            as_of_precision="month",
            source_title="An article",
            source_url="https://paper.example/",
        ),
    )
    publish(page)

    html = " ".join(html_of(client, page).split())

    assert "about 230,000" in html
    assert "about 200,000" in html
    assert "215,000" not in html
    assert f'href="{directory.url}"' in html
    assert '<span class="figure-pair__source">undated</span>' in html
    assert '<span class="figure-pair__source">January 2020</span>' in html


def test_the_source_of_a_figure_is_named_in_the_language_of_the_page(
    client: Client, organisation_page: Maker, term: Maker, directory: Any, dutch: Locale
) -> None:
    page = organisation_page("Municipality")
    page.figures.add(
        OrganisationPageFigure(
            measure=term("measure", "people", en="People", nl="Mensen"),
            value=1,
            source_page=directory,
        )
    )
    page = publish(page)
    source = directory.copy_for_translation(dutch, copy_parents=True)
    source.title = "Wie doet mee"
    publish(source)
    nl = publish(page.copy_for_translation(dutch))

    html = html_of(client, nl)

    assert "Wie doet mee" in html
    assert "Mensen" in html


def test_contact_points_and_places_are_shown(client: Client, organisation_page: Maker) -> None:
    page = organisation_page("Library", website="https://library.example/", is_sample=True)
    page.locations.add(
        OrganisationPageLocation(address="Voorbeeldplein 1", locality="Groningen", access="Lift.")
    )
    page.contact_points.add(
        OrganisationPageContactPoint(purpose="press", email="press@library.example")
    )
    publish(page)

    html = html_of(client, page)

    assert "Voorbeeldplein 1" in html
    assert "Lift." in html
    assert 'href="mailto:press@library.example"' in html
    assert "This organisation is a sample" in html


def test_one_that_has_ceased_to_exist_keeps_its_page_and_says_so(
    client: Client, organisation_page: Maker
) -> None:
    page = organisation_page("Library", listing=Organisation.Listing.CLOSED)

    assert "has ceased to exist" in html_of(client, page)


def test_a_private_member_is_not_named(
    client: Client, organisation_page: Maker, term: Maker
) -> None:
    alliance, member = organisation_page("Alliance"), organisation_page("Secret club")
    Membership.objects.create(
        alliance=alliance.facts, member=member.facts, role=term("role", "member")
    )
    PageViewRestriction.objects.create(page=member, restriction_type=PageViewRestriction.LOGIN)

    assert "Secret club" not in html_of(client, alliance)


def test_pages_speak_arabic_terms(
    client: Client, organisation_page: Maker, term: Maker, arabic: Locale
) -> None:
    kind = term("kind", "school", en="School", ar="مدرسة")
    page = organisation_page("School", kind=kind)
    ar = publish(page.copy_for_translation(arabic, copy_parents=True))

    with override("ar"):
        html = html_of(client, ar)

    assert "مدرسة" in html


@pytest.mark.parametrize(("value", "shown"), [("230000.000", "230000"), ("16.500", "16.5")])
def test_the_form_shows_a_value_without_idle_zeros(
    organisation_page: Maker, value: str, shown: str
) -> None:
    page = organisation_page("City")
    page.figures.add(OrganisationPageFigure(label="Inhabitants", value=Decimal(value)))

    form = page.get_edit_handler().get_form_class()(instance=page)

    assert f'value="{shown}"' in str(form.formsets["figures"].forms[0]["value"])
