"""Ways on: links, calls to act, documents, cards; targets that are gone leave no hole."""

import re
from datetime import date
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.documents import get_document_model
from wagtail.models import Locale

from story_pages.models import ArticlePage, StoryPage
from tests.story_pages.conftest import Maker, element, section
from tests.story_pages.elements.test_elsewhere import refused
from tests.story_pages.test_pages import shown


def document(title: str = "A plan") -> Any:
    made = get_document_model()(title=title)
    made.file.save("plan.pdf", ContentFile(b"x" * 2048))
    made.save()
    return made


def main_part(html: str) -> str:
    return html.partition('<div class="prose">')[2]


def test_a_document_says_what_one_gets(article: Maker) -> None:
    value = {"document": document().pk, "text": "All of it", "language": "nl", "pages": 3}

    html = shown(article(element("document", value)))

    assert re.search(r'<a href="/documents/\d+/plan[\w.]*" hreflang="nl">A plan</a>', html)
    assert [" ".join(one.split()) for one in re.findall(r"<li[^>]*>([^<]+)</li>", html)][:4] == [
        "PDF",
        "2.0 KB",
        "3 pages",
        "Nederlands" if "Nederlands" in html else "Dutch",
    ]


def test_a_call_to_act_leads_to_the_page_in_the_readers_language(
    article: Maker, dutch: Locale
) -> None:
    goal = article(title="Join us")
    goal_in_dutch = goal.copy_for_translation(dutch, copy_parents=True)
    goal_in_dutch.save_revision().publish()
    buttons = [
        {"label": "Join", "page": goal.pk},
        {"label": "Write", "email": "hello@city.example"},
        {"label": "Nowhere"},
    ]
    call = {"title": "Your turn", "buttons": buttons}
    page = article(element("call_to_action", call), element("link", {"page": goal.pk}), title="Ask")
    copy = page.copy_for_translation(dutch, copy_parents=True)
    copy.save_revision().publish()

    html = main_part(shown(ArticlePage.objects.get(pk=copy.pk)))

    assert re.findall(r'<a class="button"[^>]*href="([^"]+)">', html) == [
        "/nl/stories/join-us/",
        "mailto:hello@city.example",
        "/nl/stories/join-us/",
    ]
    assert "Nowhere" not in html


def test_a_button_without_a_goal_is_refused() -> None:
    faults = refused("call_to_action", {"buttons": [{"label": "Go on"}]})

    assert "one of these four" in str(faults["buttons"])


@pytest.mark.parametrize(
    ("order", "titles"), [("newest", ["New", "Old"]), ("tree", ["Old", "New"])]
)
def test_cards_show_what_stands_below_a_page_but_not_their_own(
    index: Any, article: Maker, order: str, titles: list[str]
) -> None:
    for title in ("Old", "New"):
        article(title=title).save_revision().publish()
    value = {"pages": [], "children_of": index.pk, "number": 2, "order": order}

    html = main_part(shown(article(element("cards", value), title="Own")))

    assert re.findall(r'class="card__title"><a [^>]*><bdi[^>]*>(\w+)', html) == titles


def test_cards_show_no_grandchildren_where_other_cards_show_the_children_of_a_child(
    index: Any, article: Maker
) -> None:
    inner = index.add_child(instance=index.__class__(title="Inner", slug="inner"))
    article(title="Outer")
    inner.add_child(instance=ArticlePage(title="Deep", date=date(2020, 1, 21), body="[]"))
    values = [{"pages": [], "children_of": one.pk, "number": 9} for one in (index, inner)]

    html = main_part(shown(article(*(element("cards", value) for value in values), title="Own")))

    lists = [
        re.findall(r'class="card__title"><a [^>]*><bdi[^>]*>(\w+)', part)
        for part in html.split('<ul class="cards"')[1:]
    ]
    assert [sorted(titles) for titles in lists] == [["Inner", "Outer"], ["Deep"]]


def test_a_card_is_a_heading_one_level_below_what_it_stands_in(
    story: Maker, article: Maker
) -> None:
    card = article(title="Goal")
    bare, titled = ({"pages": [card.pk], "title": title} for title in ("", "More"))

    html = shown(story([section("One", element("cards", bare), element("cards", titled))]))

    assert re.findall(r"<h(\d)", html.partition("<main")[2]) == ["1", "2", "3", "4", "4", "5"]


def test_a_row_of_cards_can_be_leafed_through_without_a_script(article: Maker) -> None:
    card = article(title="A card")

    html = shown(article(element("cards", {"pages": [card.pk], "look": "row"}), title="Row"))

    assert '<ul class="cards" data-look="row" data-cards-list>' in html
    assert 'class="cards-row__buttons" hidden' in html


def test_what_is_gone_leaves_no_hole(article: Maker) -> None:
    goal, paper = article(title="Gone"), document()
    page = article(
        element("document", {"document": paper.pk}),
        element("link", {"label": "To it", "page": goal.pk}),
        element("cards", {"title": "More", "pages": [goal.pk]}),
        element("call_to_action", {"buttons": [{"label": "To it", "page": goal.pk}]}),
        title="Left",
    )
    goal.delete()
    paper.delete()

    html = main_part(shown(ArticlePage.objects.get(pk=page.pk)))

    for word in ("To it", "More", "document", "call-to-action", 'href=""'):
        assert word not in html


def test_many_elements_ask_the_database_no_more_than_one(
    story: Maker, article: Maker, image: Maker, index: Any
) -> None:
    def elements(name: str) -> list[dict[str, Any]]:
        goal = article(title=f"Goal {name}", lead_picture=image(name))
        picture = {"image": image(f"map {name}").pk, "alt_text": "x"}
        place = {"name": "Here", "across": "1", "down": "2"}
        return [
            element("document", {"document": document().pk}),
            element("link", {"page": goal.pk}),
            element("call_to_action", {"buttons": [{"label": "Go", "page": goal.pk}]}),
            element("cards", {"pages": [goal.pk], "children_of": index.pk, "number": 1}),
            element("chart", {"title": "T", "rows": "a | b\nx | 5"}),
            element("timeline", {"entries": [{"when": "1", "title": "T", "picture": picture}]}),
            element("point_map", {"places": [place], "picture": picture}),
            element("embed", {"url": "https://a.example/", "title": "T", "picture": picture}),
            element("social_post", {"text": "T", "author": "A", "picture": picture}),
        ]

    def made(count: int) -> StoryPage:
        sections = [section(f"S {n}", *elements(f"{count} {n}")) for n in range(count)]
        return story(sections, title=f"Of {count}")

    def asked(page: StoryPage) -> int:
        shown(page)
        with CaptureQueriesContext(connection) as queries:
            shown(page)
        return len(queries)

    short, long = made(1), made(3)
    assert asked(short) == asked(long)


def test_a_shared_text_that_nobody_translated_says_its_language(
    story: Maker, shared_text: Maker
) -> None:
    arabic = Locale.objects.get_or_create(language_code="ar")[0]

    def translated(count: int) -> tuple[str, int]:
        texts = [element("about", {"text": shared_text().pk}) for _number in range(count)]
        page = story([section("One", *texts)], title=f"Of {count}")
        copy = page.copy_for_translation(arabic, copy_parents=True)
        copy.save_revision().publish()
        assert 'class="about" aria-label' in shown(page)
        copy = StoryPage.objects.get(pk=copy.pk)
        shown(copy)
        with CaptureQueriesContext(connection) as queries:
            return shown(copy), len(queries)

    (html, few), (_html, many) = translated(1), translated(3)

    assert '<aside class="about" lang="en" dir="auto" aria-label="The network">' in html
    assert few == many
