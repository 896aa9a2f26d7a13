"""Which films and sounds all browsers play: a container, and in it codecs that belong there."""

from enum import StrEnum
from pathlib import PurePath

from .ffmpeg import Facts

LARGEST_SIDE = 8192

_FILMS: dict[str, tuple[set[str], set[str]]] = {
    # The file's ending, the codecs of its picture, those of its sound.
    ".mp4": ({"h264", "av1", "vp9"}, {"aac", "mp3", "opus", "flac"}),
    ".m4v": ({"h264"}, {"aac", "mp3"}),
    ".webm": ({"vp8", "vp9", "av1"}, {"opus", "vorbis"}),
}
_SOUNDS: dict[str, set[str]] = {
    ".mp3": {"mp3"},
    ".m4a": {"aac", "mp3", "opus", "flac"},
    ".mp4": {"aac", "mp3", "opus", "flac"},
    ".aac": {"aac"},
    ".ogg": {"opus", "vorbis", "flac"},
    ".oga": {"opus", "vorbis", "flac"},
    ".opus": {"opus"},
    ".webm": {"opus", "vorbis"},
    ".flac": {"flac"},
    ".wav": {"pcm_s16le", "pcm_u8", "pcm_s24le", "pcm_f32le"},
}
_CONTAINERS = {
    ".mp4": "mp4",
    ".m4v": "mp4",
    ".m4a": "m4a",
    ".webm": "webm",
    ".mp3": "mp3",
    ".aac": "aac",
    ".ogg": "ogg",
    ".oga": "ogg",
    ".opus": "ogg",
    ".flac": "flac",
    ".wav": "wav",
}
# Ten bits or full colour in H.264 is for editing rooms; browsers want these.
_PIXELS_OF_H264 = {"yuv420p", "yuvj420p"}


class Obstacle(StrEnum):
    """Why no browser, or not every browser, plays a file."""

    ENDING = "ending"
    CONTAINER = "container"
    NO_FILM = "no_film"
    NO_SOUND = "no_sound"
    PICTURE = "picture"
    SOUND = "sound"
    PIXELS = "pixels"
    SIZE = "size"


def obstacle(name: str, *, kind: str, facts: Facts | None) -> Obstacle | None:
    """What stands in the way of a film (“video”) or sound (“audio”); None if nothing does.

    Without facts only the ending of the name can be looked at.
    """
    ending = PurePath(name).suffix.lower()
    if ending not in (_FILMS if kind == "video" else _SOUNDS):
        return Obstacle.ENDING
    if facts is None:
        return None
    if _CONTAINERS[ending] not in facts.kind.split(","):
        return Obstacle.CONTAINER
    return _of_film(ending, facts) if kind == "video" else _of_sound(ending, facts)


def _of_film(ending: str, facts: Facts) -> Obstacle | None:
    pictures, sounds = _FILMS[ending]
    if not facts.picture:
        return Obstacle.NO_FILM
    if facts.picture not in pictures:
        return Obstacle.PICTURE
    if facts.picture == "h264" and facts.pixels not in _PIXELS_OF_H264:
        return Obstacle.PIXELS
    if max(facts.width, facts.height) > LARGEST_SIDE:
        return Obstacle.SIZE
    return Obstacle.SOUND if facts.sound and facts.sound not in sounds else None


def _of_sound(ending: str, facts: Facts) -> Obstacle | None:
    if not facts.sound:
        return Obstacle.NO_SOUND
    return None if facts.sound in _SOUNDS[ending] else Obstacle.SOUND
