"""Elements to look at: pictures alone, side by side, one over the other."""

import re
from typing import Any

import pytest
from django.core.files.base import ContentFile
from wagtail.images.models import Image

from story_pages.blocks import Elements
from tests.story_pages.conftest import Maker, element
from tests.story_pages.test_pages import shown

LOST = 9999


def chosen(image: Any, words: str = "A teal sky") -> dict[str, Any]:
    pk = image.pk if isinstance(image, Image) else image
    return {"image": pk, "alt_text": words, "decorative": not words}


def gone(image: Image) -> Image:
    """Its row is there, its file is not."""
    image.file.storage.delete(image.file.name)
    return image


EMPTY: list[tuple[str, Any]] = [
    (name, None if block.__class__.__name__ == "HeadingElement" else {})
    for name, block in Elements().child_blocks.items()
    if block.__class__.__module__.rpartition(".")[2]
    in {"pictures", "hotspots", "words", "questions", "tables"}
    and name != "text"
]
HALF: list[tuple[str, Any]] = [
    *EMPTY,
    ("text", ""),
    ("image", {"image": chosen(LOST), "caption": "", "zoom": True}),
    ("gallery", {"pictures": [{}, {"image": chosen(LOST), "caption": "Lost"}]}),
    ("before_after", {"before": chosen(LOST), "after": chosen(None)}),
    ("hotspots", {"image": chosen(LOST), "points": [{}]}),
    ("question_answer", {"questions": [{}]}),
    ("table", {"rows": "\n"}),
    ("quote", {"picture": chosen(LOST)}),
]


@pytest.mark.parametrize(
    ("kind", "value"), HALF, ids=[f"{n}-{k}" for n, (k, _v) in enumerate(HALF)]
)
def test_an_element_with_nothing_in_it_leaves_no_hole(
    article: Maker, kind: str, value: Any
) -> None:
    html = shown(article(element(kind, value)))

    body = html.partition('<div class="prose">')[2].partition("</article>")[0]
    assert (
        re.findall(r"<(?!/)(figure|img|table|details|button|input|blockquote|dialog)", body) == []
    )


def test_a_picture_is_enlarged_by_a_link_to_its_largest_size(article: Maker, image: Maker) -> None:
    big = image("Big", (1600, 1200))
    html = shown(article(element("image", {"image": chosen(big), "zoom": True, "look": "circle"})))

    link = re.search(r'<a class="zoomable" href="(.*?)" data-zoom>', html)
    assert link is not None
    assert link[1] == big.get_rendition("width-2000|format-webp").url
    assert html.count("<template data-zoom-dialog>") == 1
    assert 'data-look="circle"' in html


@pytest.mark.parametrize("zoom", [True, False])
def test_a_drawing_is_never_opened_by_itself(article: Maker, zoom: bool) -> None:
    script = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="6"><script>1</script></svg>'
    file = ContentFile(script.encode(), "drawing.svg")
    drawing = Image.objects.create(title="Drawing", file=file)

    html = shown(article(element("image", {"image": chosen(drawing), "zoom": zoom})))

    assert f' src="{drawing.file.url}"' in html
    assert f'href="{drawing.file.url}"' not in html


def test_a_picture_says_who_made_it_what_is_allowed_and_where_it_comes_from(
    article: Maker, image: Maker
) -> None:
    told = {"credit": "© Us", "licence": "by", "source_url": "https://example.org/sky"}
    html = shown(article(element("image", {"image": chosen(image()), **told})))

    assert '<a class="credit" href="https://example.org/sky">© Us</a>' in html
    assert "Attribution (CC BY 4.0)" in html


def test_upright_screens_get_the_upright_picture(article: Maker, image: Maker) -> None:
    value = {"image": chosen(image()), "portrait": image("Upright", (60, 90)).pk}

    html = shown(article(element("image", value)))

    assert re.search(r'media="\(orientation: portrait\)".*?width="60" height="90"', html)


def test_a_gallery_shows_the_pictures_that_are_there_and_counts_them(
    article: Maker, image: Maker
) -> None:
    pictures = [
        {"image": chosen(image("One"), "First"), "caption": "Morning"},
        {"image": chosen(gone(image("Two"))), "caption": "Lost"},
        {"image": chosen(image("Three"), ""), "caption": "Evening"},
    ]

    html = shown(article(element("gallery", {"title": "A day", "pictures": pictures})))

    assert html.count('<li class="gallery__item">') == 2
    assert "1 of 2" in html
    assert "Lost" not in html
    assert html.count("data-zoom>") == 2


def test_two_pictures_lie_on_each_other_and_one_stands_alone(article: Maker, image: Maker) -> None:
    labels = {"before_label": "1950 “old”", "after_label": "2020"}
    both = labels | {"before": chosen(image("Old"), "Then"), "after": chosen(image("New"), "Now")}

    pages = [
        shown(article(element("before_after", value), title=title))
        for title, value in {
            "Both": both,
            "One": both | {"after": chosen(None)},
            "Other": both | {"before": chosen(gone(image("Gone")))},
        }.items()
    ]

    assert ['type="range"' in html for html in pages] == [True, False, False]
    assert ["1950 “old”" in html for html in pages] == [True, True, False]
    assert ["2020" in html.partition("<figure")[2] for html in pages] == [True, False, True]
    assert 'aria-label="Compare 1950 “old” and 2020"' in pages[0]


def test_what_an_element_needs_is_linked_where_it_stands(article: Maker, image: Maker) -> None:
    pictures = [{"image": chosen(image())}]
    plain, with_gallery = (
        shown(article(*elements, title=title))
        for title, elements in {
            "Plain": [element("text", "<p>Words</p>")],
            "Gallery": [element("gallery", {"pictures": pictures})] * 2,
        }.items()
    )

    assert "story_pages/elements/" not in plain
    assert with_gallery.count("story_pages/elements/gallery.css") == 1
    assert with_gallery.count("story_pages/elements/zoom.js") == 1
