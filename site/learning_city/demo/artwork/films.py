"""The two films, the loop and the sound: scenes that move, what is said over them, captions."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy

from . import landscapes, rooms, voice
from .stills import FILM, MEDIA, rasterise, run
from .svg import Stage
from .voice import Spoken

FRAMES = 20
"""A second of film."""
FADE = 0.6
ALL = (0.0, 0.0, 1.0)


@dataclass(frozen=True)
class Scene:
    """A picture, how far it moves, what is said; a camera is (left, top, width) in shares."""

    picture: Callable[[Stage, float], str]
    english: tuple[str, ...]
    dutch: tuple[str, ...]
    begin: tuple[float, float, float] = ALL
    end: tuple[float, float, float] = (0.1, 0.06, 0.88)


def still(picture: Callable[[Stage], str]) -> Callable[[Stage, float], str]:
    """A picture in which only the camera moves."""
    return lambda stage, moment: picture(stage)


INTRODUCTION = (
    Scene(
        landscapes.city_sky,
        ("Groningen is a city close to the North Sea.", "About two hundred and thirty thousand people live here, and they are very different from one another."),
        ("Groningen is een stad dicht bij de Noordzee.", "Er wonen ongeveer tweehonderddertigduizend mensen, en zij verschillen sterk van elkaar."),
    ),
    Scene(
        landscapes.start_unequal,
        ("Not everybody starts from the same place.", "Differences in income and in achievement at school have grown in recent years."),
        ("Niet iedereen begint op dezelfde plek.", "Verschillen in inkomen en in schoolprestaties zijn de laatste jaren gegroeid."),
        begin=(0.06, 0.1, 0.9), end=ALL,
    ),
    Scene(
        still(rooms.alliance_circle),
        ("So the city and all who have a part in it looked at what is hard.", "An Equal Opportunities Alliance now works for inclusive education, from early childhood on."),
        ("Daarom keken de stad en alle betrokkenen samen naar wat moeilijk gaat.", "Een alliantie voor gelijke kansen werkt nu aan inclusief onderwijs, vanaf de vroege kindertijd."),
        end=(0.24, 0.12, 0.74),
    ),
)
CONCLUSION = (
    Scene(
        still(rooms.network_map),
        ("More than one hundred and seventy cities are active members of the network.",),
        ("Meer dan honderdzeventig steden zijn actief lid van het netwerk.",),
        begin=(0.3, 0.15, 0.66), end=ALL,
    ),
    Scene(
        landscapes.learning_both_ways,
        ("The network learns from Groningen, and Groningen learns from the network.", "Cities tell each other what works, and find partners for it."),
        ("Het netwerk leert van Groningen, en Groningen leert van het netwerk.", "Steden vertellen elkaar wat werkt, en vinden er partners voor."),
    ),
    Scene(
        still(rooms.goals),
        ("In this way learning cities move the Sustainable Development Goals forward.",),
        ("Zo brengen lerende steden de doelen voor duurzame ontwikkeling dichterbij.",),
        end=(0.2, 0.08, 0.8),
    ),
    Scene(
        still(rooms.join),
        ("Your city can become a member, too.", "The address stands at the end of this story."),
        ("Ook uw stad kan lid worden.", "Het adres staat aan het einde van dit verhaal."),
        end=(0.22, 0.14, 0.74),
    ),
)


def make_all() -> None:
    film("film-introduction", INTRODUCTION)
    film("film-conclusion", CONCLUSION)
    loop()
    ambience()


def film(name: str, scenes: tuple[Scene, ...]) -> None:
    """Render a film with its sound, its poster, its captions and its Dutch subtitles."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        sound, spoken = voice.speak([line for scene in scenes for line in scene.english], folder)
        voice.mixed(sound, folder / "sound.wav")
        _render(_timeline(scenes, spoken, len(sound) / voice.RATE), folder)
        _encode(name, folder, sound=folder / "sound.wav")
        shutil.copy(folder / f"{FRAMES * 2:05}.png", folder / "poster.png")
        run("cwebp", "-quiet", "-q", 80, folder / "poster.png", "-o", MEDIA / f"{name}-poster.webp")
    dutch = [line for scene in scenes for line in scene.dutch]
    _captions(MEDIA / f"{name}.en.vtt", spoken, [line.text for line in spoken])
    _captions(MEDIA / f"{name}.nl.vtt", spoken, dutch)


def loop(seconds: int = 10) -> None:
    """Light on a canal that begins again where it ended."""
    frames = seconds * FRAMES
    with tempfile.TemporaryDirectory() as place:
        drawings = [partial(_drawn, landscapes.water_light, n / frames, ALL) for n in range(frames)]
        _render(drawings, Path(place))
        _encode("loop-water", Path(place), sound=None)


def ambience(seconds: int = 24) -> None:
    """Wind, water and a chord, whose end runs into its beginning."""
    rate, fade = voice.RATE, 3 * voice.RATE
    samples = (seconds + 3) * rate
    time = numpy.arange(samples) / rate
    noise = numpy.random.default_rng(24).normal(size=samples)
    wind = numpy.convolve(noise, numpy.hanning(900) / 450, mode="same")
    waves = numpy.convolve(noise[::-1], numpy.hanning(60) / 30, mode="same")
    swell = 0.5 + 0.5 * numpy.sin(2 * numpy.pi * time / 8) ** 2
    steady = numpy.concatenate([voice.chord(samples + 4 * rate)[2 * rate : -2 * rate]])[:samples]
    sound = 1.6 * wind + 0.05 * waves * swell + 0.05 * steady
    ramp = numpy.linspace(0, 1, fade)
    sound[:fade] = sound[:fade] * ramp + sound[-fade:] * (1 - ramp)
    with tempfile.TemporaryDirectory() as place:
        voice.save(sound[:-fade], Path(place) / "a.wav")
        run("ffmpeg", "-y", "-loglevel", "error", "-i", Path(place) / "a.wav", "-b:a", "80k", MEDIA / "ambience-harbour.mp3")


def _timeline(
    scenes: tuple[Scene, ...], spoken: list[Spoken], length: float
) -> list[Callable[[], str]]:
    """What to draw in each frame: a scene lasts until the first word of the next."""
    begins, number = [], 0
    for scene in scenes:
        begins.append(spoken[number].begin - voice.PAUSE / 2)
        number += len(scene.english)
    begins[0] = 0.0
    ends = [*begins[1:], length]
    frames = []
    for scene, begin, end in zip(scenes, begins, ends, strict=True):
        count = round(end * FRAMES) - round(begin * FRAMES)
        frames += [_frame(scene, n / max(count - 1, 1), (end - begin)) for n in range(count)]
    return frames


def _frame(scene: Scene, share: float, seconds: float) -> Callable[[], str]:
    eased = share * share * (3 - 2 * share)
    camera = tuple(a + (b - a) * eased for a, b in zip(scene.begin, scene.end, strict=True))
    edge = min(share, 1 - share) * seconds
    return partial(_drawn, scene.picture, share, camera, veil=max(0.0, 1 - edge / FADE))


def _drawn(
    picture: Callable[[Stage, float], str],
    moment: float,
    camera: tuple[float, ...],
    veil: float = 0.0,
) -> str:
    left, top, width = camera
    box = f"{left * FILM.width:.2f} {top * FILM.height:.2f} {width * FILM.width:.2f} {width * FILM.height:.2f}"
    dark = f'<rect width="{FILM.width}" height="{FILM.height}" fill="#0a2223" opacity="{veil:.3f}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{picture(FILM, moment)}{dark if veil else ""}</svg>'


def _render(drawings: list[Callable[[], str]], folder: Path) -> None:
    def draw(number: int) -> None:
        rasterise(drawings[number](), folder / f"{number:05}.png", width=int(FILM.width))

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(draw, range(len(drawings))))


def _encode(name: str, folder: Path, *, sound: Path | None) -> None:
    begin = ["ffmpeg", "-y", "-loglevel", "error", "-framerate", FRAMES, "-i", folder / "%05d.png"]
    heard = ["-i", sound] if sound else []
    mp4 = ["-c:v", "libx264", "-crf", 29, "-preset", "slow", "-pix_fmt", "yuv420p", "-movflags", "+faststart"]
    webm = ["-c:v", "libvpx-vp9", "-crf", 40, "-b:v", 0, "-row-mt", 1, "-cpu-used", 3, "-pix_fmt", "yuv420p"]
    run(*begin, *heard, *mp4, *(["-c:a", "aac", "-b:a", "72k"] if sound else []), MEDIA / f"{name}.mp4")
    run(*begin, *heard, *webm, *(["-c:a", "libopus", "-b:a", "56k"] if sound else []), MEDIA / f"{name}.webm")


def _captions(target: Path, spoken: list[Spoken], texts: list[str]) -> None:
    cues = [
        f"{_clock(line.begin)} --> {_clock(line.end + 0.3)}\n{text}"
        for line, text in zip(spoken, texts, strict=True)
    ]
    target.write_text("WEBVTT\n\n" + "\n\n".join(cues) + "\n", encoding="utf-8")


def _clock(seconds: float) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"00:{int(minutes):02}:{rest:06.3f}"
