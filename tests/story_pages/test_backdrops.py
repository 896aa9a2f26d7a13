"""Backdrops in a page: what is linked for them, what holes they survive, what an editor is told."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils import translation
from PIL import Image as Drawing
from wagtail.images.models import Image
from wagtail.models import ReferenceIndex

from story_pages.backdrop import BackdropBlock
from story_pages.models import Tone
from story_pages.staging import assets, stage_story
from story_pages.telling import tell
from story_pages.tone import tones

from .conftest import Maker, section
from .test_pages import shown

OWN = {"effects", "loops", "sequence", "transitions"}


def linked(html: str) -> set[str]:
    """The styles and scripts of backdrops that a page needs beyond what every story links."""
    return OWN & set(re.findall(r"/static/story_pages/(\w+)\.(?:css|js)", html))


def screens(html: str) -> list[str]:
    return html.split('<section class="screen')[1:]


def said(screen: str, name: str) -> str:
    found = re.search(rf'data-{name}="(.*?)"', screen)
    return found.group(1) if found else ""


def still(picture: Any, caption: str = "") -> dict[str, Any]:
    return {"type": "item", "id": f"{picture}", "value": {"picture": picture, "caption": caption}}


def test_only_what_a_story_shows_is_linked(story: Maker, image: Maker, recording: Maker) -> None:
    sky, film = image().pk, recording().pk
    plain = {"picture": sky, "colour": "ink"}
    assert linked(shown(story([section(backdrop=plain)]))) == set()

    for backdrop, needed in [
        ({"loop": film}, {"loops.css"}),
        ({"picture": sky, "effects": ["sepia"]}, {"effects.css"}),
        ({"picture": sky, "motion": "parallax"}, {"effects.css"}),
        ({"colour": "dusk"}, {"effects.css"}),
        ({"colour": "sand"}, {"effects.css"}),
        ({"picture": sky, "sequence": [still(sky)]}, {"sequence.css"}),
    ]:
        styles = assets([BackdropBlock().to_python(backdrop)]).styles
        assert set(styles) == {f"story_pages/{name}" for name in needed}, backdrop
    for transition in ("over", "reveal", "crossfade", "cut"):
        line = [{"picture": sky}, {"picture": sky, "transition": transition}]
        page = story([section(backdrop=one) for one in line], title=transition)
        stage_story(page, tell(page))
        assert assets(page_backdrops(page)).styles == ("story_pages/transitions.css",)


def page_backdrops(page: Any) -> list[Any]:
    return [one.value["backdrop"] for one in page.chapters[0].value["sections"]]


def test_upright_screens_get_a_film_and_a_picture_of_their_own(
    story: Maker, image: Maker, recording: Maker
) -> None:
    backdrop = {
        "loop": recording(poster=image()).pk,
        "portrait_loop": recording("Upright", poster=image("Upright", (60, 90))).pk,
    }

    screen = screens(shown(story([section(backdrop=backdrop)])))[1]

    sources = re.findall(r"<source .*?>", screen.partition("<video")[2].partition("</video>")[0])
    assert ['media="(orientation: portrait)"' in one for one in sources] == [True, False]
    assert 'width="60" height="90"' in screen
    assert "data-loop-switch" in screen


def test_a_sequence_tells_its_captions_and_skips_what_is_missing(
    story: Maker, image: Maker
) -> None:
    gone = image("Gone")
    backdrop = {
        "picture": image().pk,
        "sequence": [still(image("Two").pk, "Then rain"), still(None, "Never"), still(gone.pk)],
    }
    page = story([section(backdrop=backdrop)])
    gone.delete()

    screen = screens(shown(page))[1]

    assert said(screen, "stills") == "1"
    assert "Then rain" in screen
    assert "Never" not in screen


@pytest.mark.parametrize(
    "backdrop", [{}, {"picture": None, "colour": ""}, {"effects": None, "sequence": []}]
)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_half_filled_backdrop_is_a_colour(
    story: Maker, backdrop: dict[str, Any], language: str
) -> None:
    page = story([section(backdrop=backdrop)])

    with translation.override(language):
        screen = screens(shown(page))[1]

    assert (said(screen, "kind"), said(screen, "colour")) == ("colour", "ink")


def test_how_light_a_picture_is_is_reckoned_once_for_each_file(image: Maker) -> None:
    night = image("Night")
    assert list(tones([night, None])) == [night.pk]
    kept = Tone.objects.get(pk=night.pk)
    Tone.objects.filter(pk=night.pk).update(levels=[[1, 2]])
    assert [(one.darkest, one.lightest) for one in tones([night])[night.pk]] == [(1, 2)]

    white = BytesIO()
    Drawing.new("RGB", (9, 6), "white").save(white, "PNG")
    night.file = ContentFile(white.getvalue(), "white.png")
    night.file_hash = ""
    night.save()
    night.get_file_hash()

    assert tones([night])[night.pk] != kept.strips
    # Wagtail tells where a picture is used; this is no such place.
    assert not ReferenceIndex.model_is_indexable(Tone)


def test_a_picture_that_nobody_can_read_gets_the_strongest_veil(story: Maker, image: Maker) -> None:
    lost = image("Lost")
    lost.file.storage.delete(lost.file.name)

    found, unknown = (
        screens(shown(story([section(backdrop={"picture": one.pk})], title=one.title)))[1]
        for one in (image("Teal"), lost)
    )

    assert int(said(found, "veil")) < int(said(unknown, "veil"))


def test_an_enormous_picture_is_refused_with_words(image: Maker) -> None:
    enormous = image("Poster wall")
    Image.objects.filter(pk=enormous.pk).update(width=12_000, height=9_000)
    block = BackdropBlock()

    with pytest.raises(ValidationError) as refused:
        block.clean(block.to_python({"picture": enormous.pk}))

    told = refused.value.block_errors["picture"].messages[0]  # type: ignore[attr-defined]
    assert "“Poster wall” is enormous: 12000 × 9000 pixels" in told
    assert tones([Image.objects.get(pk=enormous.pk)]) == {enormous.pk: []}
