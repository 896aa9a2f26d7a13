"""Two revisions of a story beside each other, as moderators see them."""

import json
import re
from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from story_pages.blocks import SectionBlock
from story_pages.elements.recordings import MODES
from tests.story_pages.conftest import element, section
from tests.story_pages.test_half_filled import half

Maker = Callable[..., Any]

TOLD = [
    ("Alt text", "Waves", "Clouds"),
    ("Film", "Harbour", "Market"),
    ("Plays", *(str(dict(MODES)[mode]) for mode in ("manual", "loop"))),
    ("Pages", "12", "16"),
    ("From the left, in percent", "31", "64"),
    ("Effects", "blurred", "darker, sepia"),
]


def compared(client: Client, page: Any, changes: dict[str, str]) -> str:
    """What is told of the chapters after some of what is stored was replaced."""
    before = page.save_revision()
    later = page.get_latest_revision_as_object()
    stored = json.dumps(later.chapters.get_prep_value())
    for old, new in changes.items():
        stored = stored.replace(old, new)
    later.chapters = stored
    pair = [page.pk, before.pk, later.save_revision().pk]
    html = client.get(reverse("wagtailadmin_pages:revisions_compare", args=pair)).content.decode()
    return " ".join(html.split("Chapters:", 1)[1].split("</table>", 1)[0].split())


def changed(old: str, new: str) -> str:
    """Words that gave way to others."""
    return (
        rf'<span class="deletion">{re.escape(old)}</span> ?'
        rf'<span class="addition">{re.escape(new)}</span>'
    )


def test_each_word_that_was_changed_is_told_and_what_is_empty_is_not(
    admin_client: Client, story: Maker
) -> None:
    page = story([half(SectionBlock(), words="Words")])
    stored = json.dumps(page.chapters.get_prep_value())

    told = compared(admin_client, page, {'"Words"': '"Other"'})

    # The pictures are lost, and with them what is said of them.
    words = stored.count('"Words"') - stored.count('"alt_text": "Words"')
    assert len(re.findall(changed("Words", "Other"), told)) == words
    assert not re.search(r"\bNone\b|\[\]", strip_tags(told))


def test_choices_numbers_pictures_and_films_are_told_in_the_words_of_the_form(
    admin_client: Client, story: Maker, image: Maker, recording: Maker
) -> None:
    sea, sky, harbour, market = (
        image("Sea"),
        image("Sky"),
        recording("Harbour"),
        recording("Market"),
    )
    shown = {"image": sea.pk, "alt_text": "Waves", "decorative": False}
    elements = [
        element("gallery", {"pictures": [{"image": shown}]}),
        element("video", {"recording": harbour.pk, "mode": "manual"}),
        element("document", {"pages": 12}),
        element("hotspots", {"points": [{"title": "A pier", "x": 31}]}),
        element("image", {"zoom": False}),
    ]
    page = story([section("S", *elements, backdrop={"picture": sea.pk, "effects": ["blur"]})])

    told = compared(
        admin_client,
        page,
        {
            f'"image": {sea.pk}': f'"image": {sky.pk}',
            '"Waves"': '"Clouds"',
            f'"recording": {harbour.pk}': f'"recording": {market.pk}',
            '"manual"': '"loop"',
            '"pages": 12': '"pages": 16',
            '"x": 31': '"x": 64',
            '"zoom": false': '"zoom": true',
            '["blur"]': '["dim", "sepia"]',
        },
    )

    for label, old, new in TOLD:
        assert re.search(f"<dt>{label}</dt><dd>{changed(old, new)}</dd>", told), label
    assert '<dt>Readers can enlarge it</dt><dd><span class="deletion">no</span>' in told
    pictures = re.findall(r'<div class="preview-image (\w+)"> <img alt="(\w+)"', told)
    assert pictures == [("deletion", "Waves"), ("addition", "Clouds")]
