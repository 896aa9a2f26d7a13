"""The two films, the loop and the sound: scenes that move, what is said over them, captions."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy
from PIL import Image

from . import landscapes, rooms, voice
from .stills import FILM, MEDIA, rasterise, run
from .svg import Stage, document
from .voice import Spoken

FRAMES = 20
"""A second of film."""
KEYS = 6
"""Drawings a second, between which frames are blended."""
WIDE = 1664
FADE = 0.6
DARK = (10, 34, 35)
ALL = (0.0, 0.0, 1.0)


@dataclass(frozen=True)
class Scene:
    """A picture, how far it moves, what is said; a camera is (left, top, width) in shares."""

    picture: Callable[[Stage, float], str]
    english: tuple[str, ...]
    dutch: tuple[str, ...]
    begin: tuple[float, float, float] = ALL
    end: tuple[float, float, float] = (0.1, 0.06, 0.88)
    moves: bool = True
    is_loop: bool = False


INTRODUCTION = (
    Scene(
        landscapes.city_sky,
        (
            "Groningen is a city close to the North Sea.",
            "About two hundred and thirty thousand people live here, and they are very different from one another.",
        ),
        (
            "Groningen is een stad dicht bij de Noordzee.",
            "Er wonen ongeveer tweehonderddertigduizend mensen, en zij verschillen sterk van elkaar.",
        ),
    ),
    Scene(
        landscapes.start_unequal,
        (
            "Not everybody starts from the same place.",
            "Differences in income and in achievement at school have grown in recent years.",
        ),
        (
            "Niet iedereen begint op dezelfde plek.",
            "Verschillen in inkomen en in schoolprestaties zijn de laatste jaren gegroeid.",
        ),
        begin=(0.06, 0.1, 0.9),
        end=ALL,
    ),
    Scene(
        lambda stage, moment: rooms.alliance_circle(stage),
        (
            "So the city and all who have a part in it looked at what is hard.",
            "An Equal Opportunities Alliance now works for inclusive education, from early childhood on.",
        ),
        (
            "Daarom keken de stad en alle betrokkenen samen naar wat moeilijk gaat.",
            "Een alliantie voor gelijke kansen werkt nu aan inclusief onderwijs, vanaf de vroege kindertijd.",
        ),
        end=(0.24, 0.12, 0.74),
        moves=False,
    ),
)
CONCLUSION = (
    Scene(
        lambda stage, moment: rooms.network_map(stage),
        ("More than one hundred and seventy cities are active members of the network.",),
        ("Meer dan honderdzeventig steden zijn actief lid van het netwerk.",),
        begin=(0.3, 0.15, 0.66),
        end=ALL,
        moves=False,
    ),
    Scene(
        landscapes.learning_both_ways,
        (
            "The network learns from Groningen, and Groningen learns from the network.",
            "Cities tell each other what works, and find partners for it.",
        ),
        (
            "Het netwerk leert van Groningen, en Groningen leert van het netwerk.",
            "Steden vertellen elkaar wat werkt, en vinden er partners voor.",
        ),
    ),
    Scene(
        lambda stage, moment: rooms.goals(stage),
        ("In this way learning cities move the Sustainable Development Goals forward.",),
        ("Zo brengen lerende steden de doelen voor duurzame ontwikkeling dichterbij.",),
        end=(0.2, 0.08, 0.8),
        moves=False,
    ),
    Scene(
        lambda stage, moment: rooms.join(stage),
        ("Your city can become a member, too.", "The address stands at the end of this story."),
        ("Ook uw stad kan lid worden.", "Het adres staat aan het einde van dit verhaal."),
        end=(0.22, 0.14, 0.74),
        moves=False,
    ),
)
WORKSHOP = (
    ("The workshop by the water opens at two.", "De werkplaats aan het water gaat om twee uur open."),
    (
        "A bicycle chain, a radio, an old clock: everything may be taken apart once.",
        "Een fietsketting, een radio, een oude klok: alles mag één keer uit elkaar.",
    ),
    ("Whoever knows how, shows it.", "Wie het weet, laat het zien."),
)


def make_all() -> None:
    film("film-introduction", INTRODUCTION)
    film("film-conclusion", CONCLUSION)
    loop()
    ambience()
    sound("sound-workshop", WORKSHOP)
    tools()


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
    scene = Scene(landscapes.water_light, (), (), end=ALL, is_loop=True)
    with tempfile.TemporaryDirectory() as place:
        _render([(scene, seconds * FRAMES)], Path(place))
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
        _mp3(Path(place) / "a.wav", "ambience-harbour", rate="80k")


def sound(name: str, lines: tuple[tuple[str, str], ...]) -> None:
    """Speak English sentences, with captions and Dutch subtitles."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        spoken_sound, spoken = voice.speak([english for english, _dutch in lines], folder)
        voice.mixed(spoken_sound, folder / "sound.wav")
        _mp3(folder / "sound.wav", name, "-ar", 22050, rate="24k")
    _captions(MEDIA / f"{name}.en.vtt", spoken, [line.text for line in spoken])
    _captions(MEDIA / f"{name}.nl.vtt", spoken, [dutch for _english, dutch in lines])


def tools(seconds: int = 12) -> None:
    """A workshop heard from outside: soft knocks, each of two beats, that begin again unheard."""
    rate = voice.RATE
    time = numpy.arange(seconds * rate) / rate
    heard = numpy.zeros(seconds * rate)
    for beat, (moment, tone) in enumerate([(1, 392), (1.5, 440), (4, 330), (7, 392), (7.5, 494), (10, 349)]):
        since = numpy.clip(time - moment, 0, None)
        heard += (time >= moment) * numpy.exp(-9 * since) * numpy.sin(2 * numpy.pi * tone * since) / (1 + beat % 2)
    with tempfile.TemporaryDirectory() as place:
        voice.save(heard, Path(place) / "tools.wav")
        _mp3(Path(place) / "tools.wav", "ambience-workshop", "-ar", 22050, rate="24k")


def _mp3(source: Path, name: str, *more: object, rate: str) -> None:
    quiet = ("ffmpeg", "-y", "-loglevel", "error", "-i", source)
    run(*quiet, *more, "-b:a", rate, MEDIA / f"{name}.mp3")


def _timeline(
    scenes: tuple[Scene, ...], spoken: list[Spoken], length: float
) -> list[tuple[Scene, int]]:
    """How many frames each scene has: it lasts until shortly before the next one speaks."""
    begins, number = [], 0
    for scene in scenes:
        begins.append(spoken[number].begin - voice.PAUSE / 2)
        number += len(scene.english)
    begins[0] = 0.0
    marks = [round(moment * FRAMES) for moment in [*begins, length]]
    return [(scene, marks[n + 1] - marks[n]) for n, scene in enumerate(scenes)]


def _render(timeline: list[tuple[Scene, int]], folder: Path) -> None:
    """Write all frames. Drawing is slow, so a scene is drawn a few times and blended between."""
    number = 0
    for scene, count in timeline:
        drawings = _key_drawings(scene, count, folder)
        for frame in range(count):
            share = frame / max(count - 1, 1)
            picture = _between(drawings, share)
            shot = _shot(picture, scene, share * share * (3 - 2 * share))
            edge = min(frame, count - 1 - frame) / FRAMES
            if edge < FADE and not scene.is_loop:
                shot = Image.blend(Image.new("RGB", shot.size, DARK), shot, edge / FADE)
            shot.save(folder / f"{number:05}.png", compress_level=1)
            number += 1


def _key_drawings(scene: Scene, count: int, folder: Path) -> list[Image.Image]:
    keys = max(2, count * KEYS // FRAMES) if scene.moves else 1
    files = [folder / f"key{n}.png" for n in range(keys)]

    def draw(n: int) -> None:
        moment = n / keys if scene.is_loop else n / max(keys - 1, 1)
        rasterise(document(FILM, scene.picture(FILM, moment)), files[n], width=WIDE)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(draw, range(keys)))
    drawings = [Image.open(file).convert("RGB") for file in files]
    return [*drawings, drawings[0]] if scene.is_loop else drawings


def _between(drawings: list[Image.Image], share: float) -> Image.Image:
    at = share * (len(drawings) - 1)
    first = min(int(at), max(len(drawings) - 2, 0))
    if len(drawings) == 1 or at == first:
        return drawings[first]
    return Image.blend(drawings[first], drawings[first + 1], at - first)


def _shot(picture: Image.Image, scene: Scene, eased: float) -> Image.Image:
    """What the camera sees of a drawing."""
    left, top, width = (a + (b - a) * eased for a, b in zip(scene.begin, scene.end, strict=True))
    wide, high = picture.size
    box = (left * wide, top * high, (left + width) * wide, (top + width) * high)
    size = (int(FILM.width), int(FILM.height))
    return picture.transform(size, Image.Transform.EXTENT, box, Image.Resampling.BICUBIC)


def _encode(name: str, folder: Path, *, sound: Path | None) -> None:
    frames = ["ffmpeg", "-y", "-loglevel", "error", "-framerate", FRAMES, "-i", folder / "%05d.png"]
    mp4 = "-c:v libx264 -crf 29 -preset slow -pix_fmt yuv420p -movflags +faststart"
    webm = "-c:v libvpx-vp9 -crf 40 -b:v 0 -row-mt 1 -cpu-used 3 -pix_fmt yuv420p"
    if sound:
        frames += ["-i", sound]
        mp4 += " -c:a aac -b:a 72k"
        webm += " -c:a libopus -b:a 56k"
    run(*frames, *mp4.split(), MEDIA / f"{name}.mp4")
    run(*frames, *webm.split(), MEDIA / f"{name}.webm")


def _captions(target: Path, spoken: list[Spoken], texts: list[str]) -> None:
    cues = [
        f"{_clock(line.begin)} --> {_clock(line.end + 0.3)}\n{text}"
        for line, text in zip(spoken, texts, strict=True)
    ]
    target.write_text("WEBVTT\n\n" + "\n\n".join(cues) + "\n", encoding="utf-8")


def _clock(seconds: float) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"00:{int(minutes):02}:{rest:06.3f}"
