"""Stories for the tests: the least that is valid, with real pictures and recordings."""

import json
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.cache import caches
from django.core.files.base import ContentFile
from PIL import Image as Drawing
from wagtail.images.models import Image
from wagtail.models import Locale, Page, Site

from story_pages.models import ArticlePage, Recording, SharedText, StoryIndexPage, StoryPage
from story_pages.recording import add_track

Maker = Callable[..., Any]

VTT = """WEBVTT

00:00.500 --> 00:04.000
<v Narrator>A city lies close to the sea.
"""


@pytest.fixture(autouse=True)
def own_look(request: pytest.FixtureRequest, settings: Any, tmp_path: Any) -> None:
    """The app by itself, without the site's templates; files go where they can be thrown away."""
    settings.STORY_PAGES_BASE_TEMPLATE = "story_pages/base.html"
    settings.MEDIA_ROOT = str(tmp_path)
    # Wagtail keeps sizes of pictures there, by ids that each test uses anew.
    caches["default"].clear()


@pytest.fixture
def home(db: None) -> Page:
    return Site.objects.get(is_default_site=True).root_page


@pytest.fixture
def dutch(db: None) -> Locale:
    return Locale.objects.get_or_create(language_code="nl")[0]


@pytest.fixture
def index(home: Page) -> StoryIndexPage:
    return home.add_child(instance=StoryIndexPage(title="Stories", slug="stories"))


@pytest.fixture
def image(db: None) -> Maker:
    def make(
        title: str = "Sky",
        size: tuple[int, int] = (90, 60),
        *,
        halves: tuple[str, str] = ("teal", "teal"),
    ) -> Image:
        file, drawing = BytesIO(), Drawing.new("RGB", size, halves[0])
        drawing.paste(halves[1], (0, 0, size[0], size[1] // 2))
        drawing.save(file, "WEBP")
        return Image.objects.create(title=title, file=ContentFile(file.getvalue(), f"{title}.webp"))

    return make


@pytest.fixture
def recording(db: None) -> Maker:
    def make(
        title: str = "Film", *, kind: str = "video", vtt: str = VTT, **values: Any
    ) -> Recording:
        made = Recording(title=title, type=kind, **values)
        made.file.save("film.mp4" if kind == "video" else "sound.mp3", ContentFile(b"film"))
        made.save()
        if vtt:
            add_track(made, language="en", kind="captions", text=vtt)
        return made

    return make


@pytest.fixture
def shared_text(db: None) -> Maker:
    def make(title: str = "The network", body: str = "<p>Cities that learn.</p>") -> SharedText:
        return SharedText.objects.create(title=title, body=body, locale=Locale.get_default())

    return make


@pytest.fixture
def story(index: StoryIndexPage) -> Maker:
    """A live story; its chapters are given as lists of section values."""

    def make(*chapters: list[dict[str, Any]], title: str = "Learning", **values: Any) -> StoryPage:
        stream = [chapter(f"Chapter {n}", *sections) for n, sections in enumerate(chapters, 1)]
        page = StoryPage(title=title, chapters=json.dumps(stream), **values)
        return index.__class__.objects.get(pk=index.pk).add_child(instance=page)

    return make


@pytest.fixture
def article(index: StoryIndexPage) -> Maker:
    def make(*elements: dict[str, Any], title: str = "News", **values: Any) -> ArticlePage:
        values.setdefault("date", date(2020, 1, 21))
        page = ArticlePage(title=title, body=json.dumps(elements), **values)
        return index.__class__.objects.get(pk=index.pk).add_child(instance=page)

    return make


def chapter(title: str, *sections: dict[str, Any]) -> dict[str, Any]:
    value = {"title": title, "sections": [{"type": "section", "value": one} for one in sections]}
    return {"type": "chapter", "value": value}


def section(heading: str = "A screen", *elements: dict[str, Any], **values: Any) -> dict[str, Any]:
    return {"heading": heading, "elements": list(elements), **values}


def element(kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value}
