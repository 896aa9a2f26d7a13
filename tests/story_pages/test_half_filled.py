"""Nothing that an editor leaves out, and nothing that is deleted later, breaks a page."""

import json
import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.html import strip_tags
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from story_pages.advice import Kind
from story_pages.advising import advise
from story_pages.blocks import Chapters, Elements
from story_pages.pages import StoryPage
from tests.story_pages.conftest import Maker
from tests.story_pages.test_advising import refused

DELETED = 987654
WAYS = list(StoryPage.Reading.values)


def half(block: Any, *, words: str) -> Any:
    """A raw value with one of everything: texts are these words, all that is chosen is gone."""
    if isinstance(block, ImageBlock):
        return {"image": DELETED, "alt_text": words, "decorative": False} if words else None
    if isinstance(block, blocks.StreamBlock):
        return [
            {"type": name, "value": half(child, words=words)}
            for name, child in block.child_blocks.items()
        ]
    if isinstance(block, blocks.StructBlock):
        return {name: half(child, words=words) for name, child in block.child_blocks.items()}
    if isinstance(block, blocks.ListBlock):
        return [half(block.child_block, words=words)]
    is_text = isinstance(block, blocks.CharBlock | blocks.TextBlock | blocks.RichTextBlock)
    gone = DELETED if isinstance(block, blocks.ChooserBlock) and words else None
    return words if is_text else gone


@pytest.fixture(params=["", "Words"], ids=["all is empty", "all that was chosen is deleted"])
def words(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def is_whole(html: str) -> None:
    told = strip_tags(re.sub(r"<(script|style).*?</\1>", "", html, flags=re.DOTALL))
    assert html.count("<h1") == 1
    assert not re.search(r"\bNone\b", told)
    assert 'src=""' not in html
    assert 'href=""' not in html


def test_a_story_of_all_that_there_is_opens_in_every_way(
    client: Client, story: Maker, words: str
) -> None:
    page = story(title="Half")
    page.chapters = json.dumps(half(Chapters(), words=words))
    page.save_revision().publish()

    for way in WAYS:
        is_whole(client.get(f"{page.url}?reading={way}").content.decode())


def test_its_preview_opens_in_every_mode_and_tells_what_is_missing(
    story: Maker, words: str
) -> None:
    page = story(title="Half")
    page.chapters = json.dumps(half(Chapters(), words=words))
    draft = page.save_revision().as_object()

    for mode, _name in draft.preview_modes:
        is_whole(draft.make_preview_request(preview_mode=mode).content.decode())
    with pytest.raises(ValidationError) as error:
        draft.chapters.stream_block.clean(draft.chapters)
    told = [one.message for one in advise(draft) if one.kind == Kind.UNFINISHED]
    assert len(told) >= len(refused(error.value)) > 0


def test_an_article_of_all_that_there_is_opens(client: Client, article: Maker, words: str) -> None:
    page = article(*half(Elements(), words=words))

    is_whole(client.get(page.url).content.decode())
