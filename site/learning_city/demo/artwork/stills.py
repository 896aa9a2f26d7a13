"""Which pictures there are, and how they become files."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from . import landscapes, rooms
from .svg import Stage, document

MEDIA = Path(__file__).resolve().parents[1] / "media"
LANDSCAPE, PORTRAIT, FILM = Stage(1200, 750), Stage(800, 1200), Stage(1280, 720)

PICTURES: dict[str, Callable[[Stage], str]] = {
    "city-sky": landscapes.city_sky,
    "city-night": landscapes.city_night,
    "start-unequal": landscapes.start_unequal,
    "bridge": landscapes.bridge,
    "learning-both-ways": landscapes.learning_both_ways,
    "monthly-meeting": landscapes.monthly_meeting,
    "agenda-hero": landscapes.agenda_hero,
    "directory-hero": landscapes.directory_hero,
    "preschool": rooms.preschool,
    "alliance-circle": rooms.alliance_circle,
    "classroom-levels": rooms.classroom_levels,
    "network-map": rooms.network_map,
    "goals": rooms.goals,
    "join": rooms.join,
    "education-day": rooms.education_day,
    "round-table": rooms.round_table,
    "inclusion-days": rooms.inclusion_days,
}
IN_PORTRAIT = ("city-sky", "bridge", "preschool", "join")


def draw_all() -> None:
    """Draw every picture, and those of full screens upright as well."""
    for name, picture in PICTURES.items():
        save(name, document(LANDSCAPE, picture(LANDSCAPE)), width=2000)
    for name in IN_PORTRAIT:
        save(f"{name}-portrait", document(PORTRAIT, PICTURES[name](PORTRAIT)), width=1200)
    save("loop-water-poster", document(FILM, landscapes.water_light(FILM)), width=1280)
    share = Stage(1200, 630)
    rasterise(document(share, landscapes.city_sky(share)), MEDIA / "share-card.png", width=1200)


def save(name: str, drawing: str, *, width: int) -> None:
    """Save a drawing as WebP, `width` pixels wide."""
    with tempfile.TemporaryDirectory() as folder:
        raster = Path(folder) / "raster.png"
        rasterise(drawing, raster, width=width)
        target = MEDIA / f"{name}.webp"
        run("cwebp", "-quiet", "-q", 82, "-m", 6, raster, "-o", target)


def rasterise(drawing: str, target: Path, *, width: int) -> None:
    subprocess.run(
        ["rsvg-convert", "-w", str(width), "-o", str(target)], input=drawing.encode(), check=True
    )


def run(*words: object) -> None:
    subprocess.run([str(word) for word in words], check=True)
