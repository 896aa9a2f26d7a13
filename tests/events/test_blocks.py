"""Blocks: the next events on any page."""

from typing import Any

import pytest
import time_machine

from events.blocks import NextEventsBlock
from stakeholders.models import Organisation

from .stage import at, event_page, topic

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_january() -> Any:
    with time_machine.travel("2027-01-15 12:00 +0000", tick=False):
        yield


def rendered(**chosen: Any) -> str:
    block = NextEventsBlock()
    return str(block.render(block.to_python(chosen)))


def add(title: str, day: str = "2027-02-03", **facts: Any) -> Any:
    times = {"starts_at": at(f"{day} 20:00"), "ends_at": at(f"{day} 22:00")}
    return event_page(title, **times, **facts)


def test_the_next_events_are_listed_under_their_heading() -> None:
    add("Second", "2027-02-04")
    add("First")

    html = rendered(heading="Come along", number=2)

    assert "<h2>Come along</h2>" in html
    assert html.index("First") < html.index("Second")


def test_they_may_be_those_of_a_topic_or_an_organisation() -> None:
    host = Organisation.objects.create(name="City", code="city")
    add("Chosen", topics=[topic("inclusion")], hosts=[host])
    add("Other")

    for chosen in ({"topic": "inclusion"}, {"organisation": "city"}):
        html = rendered(**chosen)
        assert ("Chosen" in html, "Other" in html) == (True, False)


def test_as_cards_they_tell_the_same() -> None:
    add("Table", is_registration_needed=True, capacity=3)

    html = rendered(look="cards")

    assert '<article class="card" data-state="few">' in html
    assert "Wednesday, 3 February 2027" in html
    assert "3 places left" in html


def test_an_empty_block_says_so_in_its_own_words() -> None:
    assert "Nothing is planned at this time." in rendered()
    assert "Come back in May." in rendered(empty_text="Come back in May.")


def test_editors_choose_topics_and_organisations_by_name() -> None:
    topic("inclusion", en="Inclusion")
    Organisation.objects.create(name="City", code="city")

    children = NextEventsBlock().child_blocks

    assert ("inclusion", "Inclusion") in list(children["topic"].field.choices)
    assert ("city", "City") in list(children["organisation"].field.choices)
