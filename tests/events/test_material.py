"""Materials: facts of the event, titled in each language, shown when it is over."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.documents import get_document_model

from events.models import EventPageMaterial, Material
from events.splitting import split

from .stage import at, event_page, fresh, publish, translated

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_the_test_client")]

BEFORE, AFTER = at("2027-01-15 12:00"), at("2027-02-10 12:00")
SLIDES = "https://sample.example/slides"


def material(title: str = "Slides", **values: Any) -> EventPageMaterial:
    return EventPageMaterial(title=title, **{"address": SLIDES, **values})


def shown(page: Any, client: Client, **query: str) -> str:
    return client.get(page.url, query).content.decode()


def test_materials_are_shown_when_the_event_is_over(client: Client) -> None:
    with time_machine.travel(BEFORE, tick=False):
        page = event_page(materials=[material(language="nl")])
        before = shown(page, client)
    with time_machine.travel(AFTER, tick=False):
        after = shown(page, client)

    assert ("Slides" in before, "Slides" in after) == (False, True)
    assert f'<a href="{SLIDES}" hreflang="nl">' in after
    assert "text or slides, Dutch" in after


def test_a_material_that_is_drafted_is_shown_by_publishing_alone() -> None:
    page = event_page()
    page.materials = [material()]
    page.save_revision()
    drafted = Material.objects.count()
    publish(fresh(page).get_latest_revision_as_object())

    assert (drafted, Material.objects.get().address) == (0, SLIDES)


def test_adding_a_material_changes_no_date_and_no_sequence() -> None:
    page = event_page()
    sequence = page.facts.sequence
    page.materials = [material()]

    page = publish(page)

    assert page.facts.sequence == sequence


def test_another_language_has_its_own_title_or_borrows_one(client: Client) -> None:
    page = event_page(materials=[material()])
    dutch = translated(page)
    page.materials = [*page.materials.all(), material("Film", kind="recording")]
    publish(page)

    with time_machine.travel(AFTER, tick=False):
        html = shown(fresh(dutch), client)

    assert '<bdi lang="en">Film</bdi>' in html
    assert "<bdi>Slides</bdi>" in html


def test_a_document_is_linked_where_it_is_served(client: Client) -> None:
    document = get_document_model().objects.create(title="Minutes", file="documents/minutes.pdf")
    page = event_page(materials=[material("Minutes", address="", document=document)])

    with time_machine.travel(AFTER, tick=False):
        html = shown(page, client)

    assert f'href="{document.url}"' in html


def test_a_material_of_one_date_is_shown_with_that_date(client: Client) -> None:
    page = event_page(
        recurrence="FREQ=WEEKLY;COUNT=2",
        materials=[material("First evening", on=date(2027, 2, 3)), material("Of all")],
    )

    with time_machine.travel(at("2027-03-10 12:00"), tick=False):
        first = shown(page, client, date="20270203")
        second = shown(page, client, date="20270210")

    assert ("First evening" in first, "Of all" in first) == (True, True)
    assert ("First evening" in second, "Of all" in second) == (False, True)


@pytest.mark.parametrize(
    ("values", "is_right"), [({"address": ""}, False), ({"address": SLIDES}, True)]
)
def test_a_material_lies_somewhere(values: dict[str, str], is_right: bool) -> None:
    one = material(**values)

    if is_right:
        one.clean()
    else:
        with pytest.raises(ValidationError):
            one.clean()


def test_many_materials_cost_as_many_queries_as_one(client: Client) -> None:
    page = event_page(materials=[material()])
    counts = []
    with time_machine.travel(AFTER, tick=False):
        for more in ([], [material("Film"), material("Notes")]):
            page.materials = [*page.materials.all(), *more]
            page = publish(page)
            shown(page, client)
            with CaptureQueriesContext(connection) as queries:
                shown(page, client)
            counts.append(len(queries))

    assert counts[0] == counts[1]


def test_a_material_of_one_date_goes_with_it_when_a_series_is_split() -> None:
    page = event_page(
        recurrence="FREQ=WEEKLY;COUNT=4",
        materials=[
            material("First evening", on=date(2027, 2, 3)),
            material("Last evening", on=date(2027, 2, 24)),
            material("Of all"),
        ],
    )

    with time_machine.travel(BEFORE, tick=False):
        made = split(page.facts, page.facts.occurrences.called("20270217").code)

    assert [one.title for one in fresh(page).materials.all()] == ["First evening", "Of all"]
    assert [one.title for one in made.materials.all()] == ["Last evening", "Of all"]
    assert made.facts.materials.count() == 2
