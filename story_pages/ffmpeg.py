"""What ffmpeg and ffprobe say of a film or sound, and what they take from it.

The one file that starts them. What is uploaded may be hostile: they read one local file of a kind
that we name, follow no playlist to other files, write nothing to the disk and have little time.
"""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import conf

PATIENCE = 20
"""Seconds for looking into a file, for which an editor waits; taking something from it has more."""
AT_WORK = 120
LONGEST_SOUND = 2 * 60 * 60
STILL_WIDTH = 1920
RATE = 4000
"""How many samples of a second of sound are looked at; each is one byte."""

# Kinds of file, as ffmpeg calls them; none of them can name another file that is then read.
_KINDS = "aac,aiff,asf,avi,flac,flv,matroska,mov,mp3,mpeg,mpegts,ogg,wav"
_LIMITS = ("-protocol_whitelist", "file,pipe", "-format_whitelist", _KINDS)
_LARGEST_PICTURE = 8192 * 8192
_LONGEST = 24 * 60 * 60
_ASKED = (
    "format=format_name,duration:stream=codec_type,codec_name,pix_fmt,width,height"
    ":stream_disposition=attached_pic:stream_side_data=rotation"
)


class Unreadable(Exception):  # noqa: N818 - it reads as what it says
    """The file is no film or sound, or reading it took too long."""


@dataclass(frozen=True)
class Facts:
    """What a file is."""

    kind: str
    """The container's names, such as “mov,mp4,m4a,3gp,3g2,mj2”."""
    picture: str = ""
    """The codec of the film, such as “h264”."""
    pixels: str = ""
    """How its colours are kept, such as “yuv420p”."""
    sound: str = ""
    seconds: float = 0
    width: int = 0
    height: int = 0

    @property
    def codecs(self) -> str:
        """Such as “h264, aac”."""
        return ", ".join(codec for codec in (self.picture, self.sound) if codec)


def is_there() -> bool:
    return bool(conf.ffmpeg())


def facts(file: Path) -> Facts:
    """What ffprobe says. Raises Unreadable."""
    probe = str(Path(conf.ffmpeg()).with_name("ffprobe"))
    asked = ("-of", "json", "-show_entries", _ASKED)
    said = _run(probe, "-v", "error", *_LIMITS, *asked, str(file), patience=PATIENCE)
    told = json.loads(said)
    streams = told.get("streams", [])
    films = [one for one in streams if one.get("codec_type") == "video" and not _is_cover(one)]
    sounds = [one for one in streams if one.get("codec_type") == "audio"]
    film = films[0] if films else {}
    width, height = film.get("width", 0), film.get("height", 0)
    if _is_turned(film):
        width, height = height, width
    return Facts(
        kind=told["format"]["format_name"],
        picture=film.get("codec_name", ""),
        pixels=film.get("pix_fmt", ""),
        sound=sounds[0].get("codec_name", "") if sounds else "",
        seconds=_seconds(told["format"].get("duration")),
        width=width,
        height=height,
    )


def still(file: Path, *, second: float) -> bytes:
    """The picture at a moment of a film, as JPEG. Raises Unreadable."""
    return _ffmpeg(
        *("-ss", f"{second:.3f}", "-max_pixels", str(_LARGEST_PICTURE), "-i", str(file)),
        *("-map", "0:v:0", "-frames:v", "1", "-vf", f"scale='min({STILL_WIDTH},iw)':-2"),
        *("-c:v", "mjpeg", "-q:v", "3", "-f", "image2pipe", "-"),
    )


def samples(file: Path) -> bytes:
    """How far the sound swings, as signed bytes, RATE in a second. Raises Unreadable."""
    return _ffmpeg(
        *("-t", str(LONGEST_SOUND), "-i", str(file), "-map", "0:a:0", "-ac", "1"),
        *("-ar", str(RATE), "-c:a", "pcm_s8", "-f", "s8", "-"),
    )


def _ffmpeg(*words: str) -> bytes:
    program = conf.ffmpeg()
    quietly = ("-nostdin", "-v", "error", "-threads", "1")
    return _run(program, *quietly, *_LIMITS, *words, patience=AT_WORK)


def _run(*command: str, patience: float) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - a list of words, no shell
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=patience, check=True
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(f"It took more than {patience} seconds.") from error
    except subprocess.CalledProcessError as error:
        raise Unreadable(error.stderr.decode(errors="replace")[-300:]) from error
    if not done.stdout:
        raise Unreadable("There is nothing in it.")
    return done.stdout


def _is_cover(stream: dict[str, Any]) -> bool:
    """A picture that a sound carries along is no film."""
    return bool(stream.get("disposition", {}).get("attached_pic"))


def _is_turned(film: dict[str, Any]) -> bool:
    turns = [side["rotation"] for side in film.get("side_data_list", []) if "rotation" in side]
    return any(round(turn) % 180 for turn in turns)


def _seconds(said: str | None) -> float:
    """What a file claims of its length, if it can be true."""
    try:
        seconds = float(said or 0)
    except ValueError:
        return 0
    return round(seconds, 1) if 0 < seconds < _LONGEST else 0
