"""The story and the article of the demo, as chapters, sections and elements."""

from functools import partial
from typing import Any

from wagtail.blocks import StreamValue

from story_pages.models import ArticlePage, StoryPage

from . import pictures, recordings, texts, tree
from .elements import element
from .frame import shared_text
from .markdown import plain
from .streams import Block, block, items, told
from .tree import Says
from .vocabularies import topics_of


def load_stories() -> None:
    """Samples first, the article next: the real story is the newest."""
    for path in sorted(texts.paths("stories"), key=_is_real):
        is_story = "chapters" in (texts.text(path, texts.HOME_LANGUAGE) or {})
        page_type = StoryPage if is_story else ArticlePage
        tree.put_all(page_type, path, partial(_fill_story if is_story else _fill_article, path))


def _is_real(path: str) -> bool:
    return not _facts_of(path).get("is_sample", False)


def _facts_of(path: str) -> dict[str, Any]:
    facts: dict[str, Any] = texts.facts()["stories"][path.split("/")[1]]
    return facts


def _fill_told(page: Any, path: str, says: Says, language: str) -> None:
    page.summary = says["summary"]
    page.lead_picture = pictures.picture(says["lead_picture"])
    page.lead_picture_alt = pictures.alt(says["lead_picture"], language)
    page.lead_picture_credit = says.get("lead_picture_credit") or pictures.credit(
        says["lead_picture"]
    )
    page.lead_picture_licence = pictures.licence(says["lead_picture"])
    topics = topics_of(_facts_of(path)["topics"])
    if {topic.pk for topic in page.topics.all()} != {topic.pk for topic in topics}:
        page.topics.set(topics)


def _fill_story(path: str, page: Any, says: Says, language: str) -> None:
    _fill_told(page, path, says, language)
    page.notice = says.get("start_notice", "")
    page.source_note = " ".join(
        says[name] for name in ("undated_note", "source_note") if name in says
    )
    page.lead_portrait = pictures.picture(says["lead_picture"], portrait=True)
    page.ambience = recordings.recording("ambience-harbour")
    # The very first section is the page's own first screen.
    page.lede = plain(says["chapters"][0]["sections"][0]["elements"][0]["text"])
    chapters = [
        _chapter(path, number, chapter, language) for number, chapter in enumerate(says["chapters"])
    ]
    page.chapters = StreamValue(page.chapters.stream_block, chapters, is_lazy=True)


def _chapter(path: str, number: int, chapter: dict[str, Any], language: str) -> Block:
    """Places are numbers, since they stay the same in all languages and names do not."""
    sections = [
        _section(path, f"{number}/{place}", section, language)
        for place, section in enumerate(chapter["sections"])
        if (number, place) != (0, 0)
    ]
    said = {name: value for name, value in chapter.items() if name != "excursion"}
    kind = "excursion" if chapter.get("excursion") else "chapter"
    return block(kind, said | {"sections": sections}, path, f"{number}")


def _section(path: str, place: str, section: dict[str, Any], language: str) -> Block:
    elements = [
        element(given, path, f"{place}/{number}", language)
        for number, given in enumerate(section["elements"])
    ]
    ambience = recordings.recording(section["ambience"]) if "ambience" in section else None
    value = {
        "backdrop": _backdrop(section["backdrop"], path, f"{place}/backdrop", language),
        "elements": [one for one in elements if one is not None],
        "ambience": ambience and ambience.pk,
    }
    return block("section", section | value, path, place)


def _backdrop(said: str | dict[str, Any], path: str, place: str, language: str) -> dict[str, Any]:
    """Told by a name, or by a table: its `name`, and further fields of the block."""
    told: dict[str, Any] = said if isinstance(said, dict) else {"name": said}
    name = told.get("name", "colour:ink")
    loop = recordings.recording(name)
    picture = pictures.picture(name)
    portrait = pictures.picture(name, portrait=True)
    value = {
        "picture": picture and picture.pk,
        "portrait": portrait and portrait.pk,
        "loop": loop and loop.pk,
        "colour": name.removeprefix("colour:") if name.startswith("colour:") else "ink",
        "description": pictures.alt(name, language),
    }
    further = {field: said for field, said in told.items() if field not in {"name", "sequence"}}
    stills = [_still(one, language) for one in told.get("sequence", [])]
    return value | further | {"sequence": items(stills, path, f"{place}/sequence")}


def _still(said: dict[str, str], language: str) -> dict[str, Any]:
    """One of the pictures that follow the first."""
    found = pictures.picture(said["picture"])
    return {
        "picture": found and found.pk,
        "caption": said["caption"],
        "description": pictures.alt(said["picture"], language),
    }


def _fill_article(path: str, page: Any, says: Says, language: str) -> None:
    _fill_told(page, path, says, language)
    page.date = _facts_of(path)["date"]
    page.place, page.lead = says["place"], says["lead"]
    page.lead_picture_caption = says["lead_picture_caption"]
    page.source_note = f"{says['source_note']} {says['picture_note']}"
    blocks = told(says["body"], path)
    cards = [one.pk for name in says["cards"] if (one := tree.nearest(name, language))]
    blocks.append(
        block("cards", {"title": "", "pages": items(cards, path, "cards")}, path, "cards")
    )
    about = shared_text(says["snippet"], language)
    if about is not None:
        blocks.append(block("about", {"text": about.pk}, path, "about"))
    page.body = StreamValue(page.body.stream_block, blocks, is_lazy=True)
