"""How a section meets the eye: its theme, the side of its words, its veil, how it follows."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from . import crop, luminance
from .luminance import Colours, Tone

# Light words are the rule over pictures; dark ones where they need a clearly weaker veil.
LEAN = 15
# A film that stands for its poster may be lighter or darker a second later.
MOVES = 10
# Shares of its width by which a picture that is enlarged to 1.2 comes nearer to its middle.
ENLARGED = 0.1
FADES = {"crossfade", "cut"}


@dataclass(frozen=True)
class Seen:
    """One picture as a backdrop shows it: its tones, its size, the part that must be seen."""

    strips: tuple[Tone, ...] = ()
    width: int = 0
    height: int = 0
    focus: crop.Focus | None = None

    def behind(self, side: str, spare: float = 0) -> Tone:
        """What can lie behind words on the left or the right, in windows wider than high.

        With some of what lies beside it, where the picture does not keep still.
        """
        if side not in {"left", "right"} or not self.width or not self.height:
            return luminance.joined(self.strips)
        begin, end = crop.behind_words(self.width, self.height, self.focus, side)
        return luminance.span(list(self.strips), begin - spare, end + spare)


@dataclass(frozen=True)
class Wish:
    """What an editor chose for a section, and the pictures behind its words."""

    lying: tuple[Seen, ...] = ()
    upright: tuple[Seen, ...] = ()
    effects: tuple[str, ...] = ()
    is_loop: bool = False
    is_enlarged: bool = False
    """While one scrolls, or since it is blurred."""
    is_tinted: bool = False
    """A colour that stands between paper and ink."""
    theme: str = ""
    layout: str = "auto"
    look: str = "veil"
    comes: str = "scroll"


@dataclass(frozen=True)
class Scene:
    """How one section is shown."""

    theme: str = "dark"
    layout: str = "left"
    look: str = "veil"
    veil: int = luminance.MOST
    """Under words that stand beside the rest, in windows wider than high."""
    whole_veil: int = luminance.MOST
    """Under words that may stand anywhere."""
    takes_colours: bool = False
    """Whether words in other colours than ink are legible."""
    comes: str = "scroll"
    leaves: str = "scroll"

    @property
    def digits(self) -> str:
        """The veil as the style sheet reads it."""
        return f"{self.veil:02}"

    @property
    def whole_digits(self) -> str:
        return f"{self.whole_veil:02}"


def stage(wishes: Iterable[Wish], colours: dict[str, Colours], *, rtl: bool = False) -> list[Scene]:
    """The scenes of sections that follow each other."""
    line = list(wishes)
    scenes = [_scene(wish, colours, rtl) for wish in line]
    for number in range(1, len(scenes)):
        before, after = scenes[number - 1], scenes[number]
        comes = line[number].comes
        if comes in FADES and not _may_fade(before, after):
            comes = "scroll"
        scenes[number - 1] = replace(before, leaves=comes)
        scenes[number] = replace(after, comes=comes)
    return [
        _veiled(scene, _fading_with(number, line, scenes), colours, rtl)
        for number, scene in enumerate(scenes)
    ]


def _may_fade(before: Scene, after: Scene) -> bool:
    """For a while the words of each stand over both pictures: one veil must do for both.

    There is none for two themes, and where words stand on the picture itself they carry none.
    """
    return before.theme == after.theme and "plain" not in {before.look, after.look}


def _scene(wish: Wish, colours: dict[str, Colours], rtl: bool) -> Scene:
    side = wish.layout if wish.layout != "auto" else _side(wish, colours, rtl)
    theme = wish.theme or _theme(_behind([wish]), colours)
    return Scene(theme=theme, layout=side, look=wish.look)


def _side(wish: Wish, colours: dict[str, Colours], rtl: bool) -> str:
    """Away from the focal rectangle, else where the veil can be weaker."""
    if not wish.lying:
        return "left"
    focus = wish.lying[0].focus
    if focus and focus.across != 0.5:
        free = "right" if focus.across < 0.5 else "left"
    else:
        weakest = {
            side: min(luminance.veil(tone, one) for one in colours.values())
            for side in ("left", "right")
            if (tone := _behind([wish], side))
        }
        free = min(_reading(rtl), key=lambda side: weakest[side])
    return _physical(free, rtl)


def _theme(behind: Tone | None, colours: dict[str, Colours]) -> str:
    if behind is None:
        return "dark"
    dark, light = (luminance.veil(behind, colours[theme]) for theme in ("dark", "light"))
    return "light" if light <= dark - LEAN else "dark"


def _fading_with(number: int, line: list[Wish], scenes: list[Scene]) -> list[Wish]:
    """The section and those whose pictures are seen behind its words, too."""
    found = [line[number]]
    if scenes[number].comes in FADES:
        found.append(line[number - 1])
    if scenes[number].leaves in FADES:
        found.append(line[number + 1])
    return found


def _veiled(scene: Scene, wishes: list[Wish], colours: dict[str, Colours], rtl: bool) -> Scene:
    own = colours[scene.theme]
    beside, anywhere = _behind(wishes, _physical(scene.layout, rtl)), _behind(wishes)
    if beside is None or anywhere is None:
        legible = scene.theme == "dark" or not wishes[0].is_tinted
        return replace(scene, veil=0, whole_veil=0, takes_colours=legible)
    more = MOVES if any(wish.is_loop for wish in wishes) else 0
    veils = [min(luminance.veil(tone, own) + more, luminance.MOST) for tone in (beside, anywhere)]
    return replace(
        scene,
        veil=veils[0],
        whole_veil=veils[1],
        takes_colours=all(
            luminance.takes_colours(tone, step, own)
            for tone, step in zip((beside, anywhere), veils, strict=True)
        ),
    )


def _behind(wishes: list[Wish], side: str = "") -> Tone | None:
    """All that can lie behind the words of a side, or behind words anywhere; None: no picture."""
    tones = [
        _affected(seen.behind(side, ENLARGED * wish.is_enlarged), wish.effects)
        for wish in wishes
        for seen in (wish.lying if side else (*wish.lying, *wish.upright))
    ]
    return luminance.joined(tones) if tones else None


def _affected(tone: Tone, effects: tuple[str, ...]) -> Tone:
    """What effects make of a tone, as far as that can be reckoned; anything if it cannot.

    Blurring, taking colours away and making them paler bring no pixel beyond the others.
    """
    for effect in effects:
        if effect == "dim":
            tone = Tone(int(tone.darkest * 0.7), int(tone.lightest * 0.7) + 2)
        elif effect == "soft":
            tone = Tone(*(int(level * 0.7 + 255 * 0.15) for level in (tone.darkest, tone.lightest)))
        elif effect == "bright":
            tone = Tone(tone.darkest, 255)
        elif effect in {"crisp", "vivid", "sepia"}:
            tone = luminance.ANYTHING
    return tone


def _reading(rtl: bool) -> tuple[str, str]:
    """The sides in the order in which one reads."""
    return ("right", "left") if rtl else ("left", "right")


def _physical(side: str, rtl: bool) -> str:
    """Layouts name the beginning of a line “left”, as in most languages; and back again."""
    return {"left": "right", "right": "left"}.get(side, side) if rtl else side
