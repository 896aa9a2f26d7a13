"""What is in an uploaded film or sound, and why it is refused if browsers do not play it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import ffmpeg
from .playable import LARGEST_SIDE, Obstacle, obstacle
from .preparing import on_disk

_WHY: dict[Obstacle, Promise] = {
    Obstacle.ENDING: _("Not every browser plays files of this kind."),
    Obstacle.CONTAINER: _("It is of another kind than its name says (%(kind)s)."),
    Obstacle.NO_FILM: _("There is no film in it."),
    Obstacle.NO_SOUND: _("There is no sound in it."),
    Obstacle.PICTURE: _("Not every browser shows this kind of film (%(picture)s)."),
    Obstacle.SOUND: _("Not every browser plays this kind of sound (%(sound)s)."),
    Obstacle.PIXELS: _("Its colours are kept in a way that browsers do not show (%(pixels)s)."),
    Obstacle.SIZE: _("Its picture is wider or higher than %(largest)s dots."),
}
_WAY_OUT = {
    "video": _(
        "Save it as MP4 (H.264 and AAC) or as WebM (VP9 and Opus), for example with HandBrake, "
        "and upload that."
    ),
    "audio": _("Save it as MP3, or as M4A (AAC), for example with Audacity, and upload that."),
}


def examine(file: Any, *, kind: str) -> ffmpeg.Facts | None:
    """What is known of an uploaded film (“video”) or sound (“audio”).

    Raises ValidationError, with the way out, if browsers do not play it.
    """
    facts = _facts(file, kind) if ffmpeg.is_there() else None
    why = obstacle(file.name, kind=kind, facts=facts)
    if why is None:
        return facts
    known = {"largest": LARGEST_SIDE, **(vars(facts) if facts else {})}
    raise ValidationError([ValidationError(str(_WHY[why]), params=known), _named(file, kind)])


def why_unplayable(name: str, *, kind: str) -> str:
    """Why browsers do not play a film or sound of that name, with the way out; else empty."""
    why = obstacle(name, kind=kind, facts=None)
    return f"{_WHY[why]} {_WAY_OUT[kind]}" if why else ""


def _facts(file: Any, kind: str) -> ffmpeg.Facts:
    try:
        with on_disk(file) as path:
            return ffmpeg.facts(path)
    except ffmpeg.Unreadable as error:
        broken = ValidationError(_("This is no film or sound that could be read; is it whole?"))
        raise ValidationError([broken, _named(file, kind)]) from error


def _named(file: Any, kind: str) -> ValidationError:
    return ValidationError(
        _("“%(name)s”: %(way_out)s"), params={"name": file.name, "way_out": _WAY_OUT[kind]}
    )
