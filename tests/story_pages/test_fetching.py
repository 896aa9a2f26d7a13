"""What a page shows besides itself, fetched at once."""

import re
from collections import Counter
from itertools import chain
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.documents import get_document_model
from wagtail.models import Locale

from story_pages.blocks import Elements
from story_pages.models import StoryPage

from .conftest import Maker, element, section
from .test_pages import everything, shown


def the_rest(number: int, image: Maker, recording: Maker, article: Maker) -> list[dict[str, Any]]:
    """One of each element that test_pages.everything leaves out."""
    sky, sea = ({"image": image(f"{name}-{number}").pk} for name in ("sky", "sea"))
    paper = get_document_model()(title=f"Paper {number}")
    paper.file.save("paper.pdf", ContentFile(b"paper"))
    paper.save()
    page = article(title=f"Goal {number}")
    home = page.get_parent().get_parent()
    point = {"title": "Here", "text": "A place", "x": 10, "y": 10}
    film = {"recording": recording(f"Film {number}", poster=image(f"poster-{number}")).pk}
    buttons = [{"label": "Go", "page": page.pk}, {"label": "Get", "document": paper.pk}]
    return [
        element("question_answer", {"questions": [{"question": "Why?", "answer": "<p>So.</p>"}]}),
        element("table", {"rows": "a | b\nc | d"}),
        element("gallery", {"pictures": [{"image": sky}, {"image": sea}]}),
        element("before_after", {"before": sky, "after": sea}),
        element("hotspots", {"image": sky, "points": [{**point, "page": page.pk, "image": sea}]}),
        element("video", film),
        element("chart", {"title": "A chart", "rows": "Year | One\n2019 | 1\n2020 | 2"}),
        element("timeline", {"entries": [{"when": "2020", "title": "It began", "picture": sky}]}),
        element(
            "point_map", {"picture": sky, "places": [{"name": "Here", "across": 1, "down": 2}]}
        ),
        element("embed", {"url": "https://a.example/", "title": "A map", "picture": sea}),
        element("social_post", {"text": "Words", "author": "Somebody", "picture": sea}),
        element("document", {"document": paper.pk}),
        element("call_to_action", {"title": "Your turn", "buttons": buttons}),
        element("cards", {"children_of": home.pk}),
    ]


@pytest.mark.parametrize("kind", ["story", "article"])
def test_three_of_each_element_ask_the_database_no_more_than_one(
    kind: str, story: Maker, article: Maker, *, image: Maker, recording: Maker, shared_text: Maker
) -> None:
    def long(count: int) -> Any:
        told = [
            [
                *everything(image, recording, shared_text, article(title=f"Card {count} {number}")),
                *the_rest(number, image, recording, article),
            ]
            for number in range(count)
        ]
        assert {one["type"] for one in told[0]} == {*Elements().child_blocks}
        if kind == "article":
            return article(*chain(*told), title=f"Of {count}")
        backdrop = {"loop": recording(f"Loop {count}", poster=image(), vtt="").pk}
        sections = [section(f"Section {n}", *one, backdrop=backdrop) for n, one in enumerate(told)]
        return story(*([one] for one in sections), title=f"Of {count}", lead_picture=image())

    counts = []
    for page in [long(1), long(3)]:
        shown(page)
        with CaptureQueriesContext(connection) as asked:
            shown(page)
        counts.append(Counter(query["sql"].partition(" WHERE ")[0] for query in asked))

    assert counts[1] - counts[0] == Counter()


def test_a_card_shows_the_page_in_the_language_of_the_story(
    story: Maker, article: Maker, dutch: Locale
) -> None:
    english = article(title="In English")
    page = story([section("One", element("cards", {"pages": [english.pk]}))])
    page_in_dutch, card_in_dutch = (
        one.copy_for_translation(dutch, copy_parents=True) for one in (page, english)
    )
    card_in_dutch.title = "In het Nederlands"
    for one in (page_in_dutch, card_in_dutch):
        one.save_revision().publish()

    html = [shown(one) for one in (page, StoryPage.objects.get(pk=page_in_dutch.pk))]

    assert ["In English" in one for one in html] == [True, False]
    assert ["In het Nederlands" in one for one in html] == [False, True]


def test_links_in_texts_cost_as_many_queries_as_one(
    story: Maker, article: Maker, shared_text: Maker, dutch: Locale
) -> None:
    def linked(count: int) -> Any:
        goals = [article(title=f"Goal {count} {number}") for number in range(count)]
        links = [f'<p><a linktype="page" id="{goal.pk}">There</a></p>' for goal in goals]
        for goal in goals:
            goal.copy_for_translation(dutch, copy_parents=True).save_revision().publish()
        shared = [element("about", {"text": shared_text(body=link).pk}) for link in links]
        texts = [element("text", link) for link in links]
        page = story([section("One", *texts, *shared)], title=f"Of {count}")
        copy = page.copy_for_translation(dutch, copy_parents=True)
        copy.save_revision().publish()
        return page, StoryPage.objects.get(pk=copy.pk)

    counts = []
    for count in (1, 3):
        for page in linked(count):
            shown(page)
            with CaptureQueriesContext(connection) as asked:
                html = shown(page)
            counts.append(len(asked))
        # The last was Dutch: each text and each shared text leads to a Dutch page.
        assert len(re.findall(r'<p><a href="[^"]*/nl/', html)) == 2 * count

    assert counts[:2] == counts[2:]
