"""Dates on other people's sites: what a frame shows, and that only this page may be framed."""

import html
from typing import Any

import pytest
import time_machine
from django.test import Client

from .stage import agenda, at, event_page, topic

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_the_test_client")]
FRAME = "/en/embed/events/"


@pytest.fixture(autouse=True)
def _in_january() -> Any:
    with time_machine.travel("2027-01-15 12:00 +0000", tick=False):
        yield


def add(title: str, day: str = "2027-02-03", **facts: Any) -> Any:
    times = {"starts_at": at(f"{day} 20:00"), "ends_at": at(f"{day} 22:00")}
    return event_page(title, **times, **facts)


def shown(client: Client, query: str = "") -> list[str]:
    answer = client.get(f"{FRAME}?{query}").content.decode()
    titles = [part.partition("</a>")[0] for part in answer.split("<h2>")[1:]]
    return [title.rpartition(">")[2] for title in titles]


def test_any_site_may_frame_the_next_dates_and_nothing_else_of_ours(client: Client) -> None:
    page = add("Table")

    frame, usual = client.get(FRAME), client.get(page.url)

    assert "frame-ancestors *" in frame["Content-Security-Policy"]
    assert "X-Frame-Options" not in frame
    assert "frame-ancestors 'self'" in usual["Content-Security-Policy"]
    assert usual["X-Frame-Options"] == "SAMEORIGIN"


def test_nothing_follows_the_visitor(client: Client) -> None:
    add("Table")

    answer = client.get(FRAME)

    assert answer.cookies == {}
    assert "Cookie" not in answer.get("Vary", "")
    assert "public" in answer["Cache-Control"]
    assert "<script" not in answer.content.decode()


def test_links_lead_out_of_the_frame(client: Client) -> None:
    page = add("Table")

    answer = client.get(FRAME).content.decode()

    assert f'<a href="{page.url}" target="_top" rel="noopener">Table</a>' in answer
    assert f'<a href="{agenda().url}" target="_top" rel="noopener">' in answer


def test_as_many_as_are_asked_for_and_chosen(client: Client) -> None:
    for day in range(1, 8):
        add(f"Day {day}", f"2027-02-0{day}")
    add("Chosen", topics=[topic("inclusion")])

    assert len(shown(client)) == 5
    assert shown(client, "number=2") == ["Day 1", "Day 2"]
    assert len(shown(client, "number=999")) == 8
    assert len(shown(client, "number=x")) == 5
    assert shown(client, "topic=inclusion") == ["Chosen"]


def test_what_does_not_exist_is_said_in_the_frame(client: Client) -> None:
    answer = client.get(f"{FRAME}?topic=unheard-of")

    assert answer.status_code == 404
    assert "There is no topic “unheard-of” here." in answer.content.decode()
    assert "frame-ancestors *" in answer["Content-Security-Policy"]


def test_an_empty_frame_says_so(client: Client) -> None:
    assert "Nothing is planned at this time." in client.get(FRAME).content.decode()


def test_the_code_to_copy_shows_what_was_chosen(client: Client) -> None:
    add("Chosen", topics=[topic("inclusion", en="Inclusion")])

    page = client.get("/en/embed/?topic=inclusion&number=3&look=cards&theme=dark&x=%22%3E")

    address = "http://testserver/en/embed/events/?topic=inclusion&number=3&look=cards&theme=dark"
    assert f'src="{html.escape(address)}"' in page.context["code"]
    assert html.escape(page.context["code"]) in page.content.decode()
    assert client.get(address).status_code == 200
