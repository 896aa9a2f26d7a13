"""The veil over a picture, proved pixel by pixel over pictures that are hard to read on."""

import random
from collections.abc import Callable

import pytest
from PIL import Image, ImageOps

from story_pages import conf, crop, luminance
from story_pages.crop import BESIDE, Focus
from story_pages.scene import Scene, Seen, Wish, stage

SIZE = (120, 75)
THEMES = ("dark", "light")


def white() -> Image.Image:
    return Image.new("RGB", SIZE, "white")


def board() -> Image.Image:
    drawn = Image.new("1", SIZE)
    drawn.putdata([(x + y) % 2 for y in range(SIZE[1]) for x in range(SIZE[0])])
    return drawn.convert("RGB")


def half() -> Image.Image:
    drawn = white()
    drawn.paste("black", (SIZE[0] // 2, 0, *SIZE))
    return drawn


def lamp() -> Image.Image:
    """Dark, but for the outermost left."""
    drawn = Image.new("RGB", SIZE, (9, 20, 40))
    drawn.paste("white", (0, 0, SIZE[0] // 5, SIZE[1]))
    return drawn


def noise() -> Image.Image:
    """Like a photograph: a sky that grows darker downwards, with grain of all colours."""
    grain = random.Random(7)
    drawn = Image.new("RGB", SIZE)
    drawn.putdata(
        [
            tuple(max(0, min(255, base - y + grain.randrange(-40, 40))) for base in (150, 190, 240))
            for y in range(SIZE[1])
            for _x in range(SIZE[0])
        ]
    )
    return drawn


def yellow() -> Image.Image:
    """Light for the eye, and the farthest from grey."""
    drawn = Image.new("RGB", SIZE, (255, 255, 0))
    drawn.paste((0, 0, 255), (0, 0, SIZE[0], SIZE[1] // 2))
    return drawn


NASTY = (white, board, half, lamp, noise, yellow)


def seen(picture: Image.Image, focus: Focus | None = None) -> Seen:
    return Seen(tuple(luminance.strips(picture)), *picture.size, focus)


def one_scene(**chosen: object) -> Scene:
    return stage([Wish(**chosen)], conf.colours())[0]  # type: ignore[arg-type]


def worst(part: Image.Image, scene: Scene, step: int) -> float:
    """The least contrast of words with any pixel of a picture below a veil."""
    colours = conf.colours()[scene.theme]
    paper = Image.new("RGB", part.size, colours.paper)
    veiled = Image.blend(part, paper, step / 100)
    ink = luminance.luminance(luminance.parts(colours.ink))
    pixels = veiled.getcolors(part.width * part.height) or []
    return min(luminance.contrast(ink, luminance.luminance(colour)) for _n, colour in pixels)


@pytest.mark.parametrize("draw", NASTY)
@pytest.mark.parametrize("theme", THEMES)
def test_words_are_legible_on_every_pixel(draw: Callable[[], Image.Image], theme: str) -> None:
    picture = draw()

    scene = one_scene(lying=(seen(picture),), theme=theme)

    assert worst(picture, scene, scene.whole_veil) >= luminance.ENOUGH


@pytest.mark.parametrize("across", [0.1, 0.6, None])
@pytest.mark.parametrize("side", ["left", "right"])
def test_words_at_a_side_are_legible_in_windows_of_all_shapes(
    across: float | None, side: str
) -> None:
    focus = Focus(across, across) if across is not None else None
    picture = half()
    scene = one_scene(lying=(seen(picture, focus),), layout=side)

    for window in BESIDE:
        held = crop.position(*SIZE, focus)
        fitted = ImageOps.fit(picture, window, centering=(held[0] / 100, held[1] / 100))
        column = min(window[0], 35 * 16 + window[0] // 20)
        begin = 0 if side == "left" else window[0] - column
        part = fitted.crop((begin, 0, begin + column, window[1])).resize((column // 8, 20))
        assert worst(part, scene, scene.veil) >= luminance.ENOUGH, window


def test_the_veil_is_no_stronger_than_words_need() -> None:
    night = Image.new("RGB", SIZE, (9, 20, 40))

    assert one_scene(lying=(seen(night),)).veil == 0
    assert one_scene(lying=(seen(white()),)).theme == "light"
    assert one_scene(lying=(seen(lamp()),), layout="right").veil == 0
    assert one_scene(lying=(Seen(),)).veil >= one_scene(lying=(seen(board()),)).veil


def test_words_stand_where_the_picture_has_nothing_to_show() -> None:
    left, right = Focus(0.1, 0.3), Focus(0.7, 0.9)

    assert one_scene(lying=(seen(noise(), left),)).layout == "right"
    assert one_scene(lying=(seen(noise(), right),)).layout == "left"
    # No focal rectangle: where the veil can be weaker.
    assert one_scene(lying=(seen(lamp()),)).layout == "right"
    # In Arabic the layout that is called “left” begins at the right.
    rtl = stage([Wish(lying=(seen(noise(), right),))], conf.colours(), rtl=True)
    assert rtl[0].layout == "right"


def test_pictures_that_fade_over_each_other_get_one_veil_or_do_not_fade() -> None:
    night = Image.new("RGB", SIZE, (9, 20, 40))
    dark = Wish(lying=(seen(night),), theme="dark")

    both = stage(
        [dark, Wish(lying=(seen(board()),), theme="dark", comes="crossfade")], conf.colours()
    )
    assert [scene.comes for scene in both] == ["scroll", "crossfade"]
    assert both[0].leaves == "crossfade"
    assert both[0].veil == both[1].veil > 0

    other = stage([dark, Wish(lying=(seen(white()),), theme="light", comes="cut")], conf.colours())
    assert other[1].comes == other[0].leaves == "scroll"


@pytest.mark.parametrize("effect", ["dim", "soft", "bright", "crisp", "sepia"])
def test_effects_are_reckoned_with(effect: str) -> None:
    grey = Image.new("RGB", SIZE, (120, 120, 120))
    shares = {"dim": (0.7, 0), "soft": (0.7, 38.25), "bright": (1.3, 0), "crisp": (1.3, -38.25)}
    factor, more = shares.get(effect, (1.35, 0))
    shown = Image.eval(grey, lambda level: round(level * factor + more))

    scene = one_scene(lying=(seen(grey),), effects=(effect,), theme="dark")

    assert worst(shown, scene, scene.whole_veil) >= luminance.ENOUGH


def test_a_film_is_given_more_than_its_poster_needs() -> None:
    still = one_scene(lying=(seen(noise()),), theme="dark")
    moving = one_scene(lying=(seen(noise()),), theme="dark", is_loop=True)

    assert moving.veil > still.veil
