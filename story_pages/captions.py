"""Caption files: WebVTT and SRT read, cleaned, written as WebVTT, and told as a transcript."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from html import unescape

# Only what colours no text and runs no script may stay in a cue.
KEPT_TAGS = ("b", "i", "u")

_TIMES = re.compile(
    r"^\s*((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})\s+-->\s+((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})"
)
# A tag, closed or cut off, or a moment inside a cue; “1 < 2” is neither.
_TAG = re.compile(r"<(/?)(?:([a-zA-Z]+)[^<>]*>?|[\d:.]+>)")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?\s([^<>]+)>")
# Where SRT wants its words, such as “{\an8}” for above.
_PLACE = re.compile(r"\{\\[^{}]*\}")
_LONGEST = 100 * 3600
"""Seconds; a time that is longer is none."""
_SENTENCE_END = (".", "!", "?", "…", "。", "！", "？", "؟", ".”", ".»", "!”", "?”")
_LONG_PAUSE = 2.5
_LONG_PARAGRAPH = 20
# Blocks of WebVTT that are no cues, and are not kept.
_ASIDES = ("WEBVTT", "NOTE", "STYLE", "REGION")


class NotCaptions(ValueError):  # noqa: N818 - it reads as what it says
    """The text holds no cue that could be read; the message says why, in plain words."""


@dataclass(frozen=True)
class Cue:
    """What is said from one moment to another, in seconds from the start."""

    start: float
    end: float
    text: str
    """Lines of text, with no markup but b, i and u; everything else escaped."""
    speaker: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Cues that belong together, as plain words."""

    start: float
    text: str
    speaker: str = ""


class Why(StrEnum):
    """What can be wrong with a cue."""

    BACKWARDS = "backwards"
    """The end is before the beginning."""
    EMPTY = "empty"
    """There are no words."""
    NO_TIMES = "no_times"
    """No line with times stands above the words."""


@dataclass(frozen=True)
class Fault:
    """A cue that was left out: the line of the file, counted from 1, and why."""

    line: int
    why: Why


@dataclass(frozen=True)
class Reading:
    """What was made of a caption file."""

    cues: list[Cue]
    faults: list[Fault]


def read(text: str) -> list[Cue]:
    """The cues of a WebVTT or SRT text in their order; faulty ones are left out.

    Raises NotCaptions if none is left.
    """
    return examine(text).cues


def examine(text: str) -> Reading:
    """The good cues in their order, and the line of each faulty one.

    Raises NotCaptions if no good one is left.
    """
    read = [one for number, lines in _blocks(text) for one in _cues(number, lines)]
    cues = [cue for cue in read if isinstance(cue, Cue)]
    if not cues:
        raise NotCaptions("No line with times such as “00:01.000 --> 00:04.000” was found.")
    faults = [fault for fault in read if isinstance(fault, Fault)]
    return Reading(sorted(cues, key=lambda cue: cue.start), faults)


def write(cues: list[Cue]) -> str:
    """The cues as a clean WebVTT file."""
    parts, last = ["WEBVTT"], ""
    for cue in cues:
        times = f"{_stamp(cue.start)} --> {_stamp(cue.end)}"
        if cue.speaker and times == last:
            # A second cue of the same time would stand above the first, not below.
            parts[-1] += f"\n<v {cue.speaker}>{cue.text}"
        else:
            voice = f"<v {cue.speaker}>" if cue.speaker else ""
            parts.append(f"{times}\n{voice}{cue.text}")
        last = times
    return "\n\n".join(parts) + "\n"


def lines(cues: list[Cue]) -> list[Paragraph]:
    """Each cue as plain words; none without any."""
    told = [Paragraph(cue.start, _words(cue), cue.speaker) for cue in cues]
    return [line for line in told if line.text]


def transcript(cues: list[Cue], *, breaks: Iterable[float] = ()) -> list[Paragraph]:
    """The cues as paragraphs: a new one with a new speaker, or after a sentence that a pause,
    a moment of `breaks` or many words follow.
    """
    moments = sorted(breaks)
    paragraphs: list[Paragraph] = []
    last: Cue | None = None
    for cue in cues:
        words = _words(cue)
        if not words:
            continue
        if last is None or _begins_anew(last, cue, paragraphs[-1], moments):
            paragraphs.append(Paragraph(cue.start, words, cue.speaker))
        else:
            said = paragraphs[-1]
            paragraphs[-1] = Paragraph(said.start, f"{said.text} {words}", said.speaker)
        last = cue
    return paragraphs


def clock(seconds: float) -> str:
    """Seconds as people read them: 0:42, 12:05, 1:02:03."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Lines that stand together, with the number of the first."""
    text = text.lstrip("\ufeff").replace("\0", "\ufffd")
    lines = [*text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), ""]
    block: list[str] = []
    for number, line in enumerate(lines, start=1):
        # A line of spaces belongs to a cue, unless times of another one follow.
        is_between = not line.strip() and any(map(_TIMES.match, lines[number : number + 2]))
        if line and not is_between:
            block += [line] if block or line.strip() else []
        elif block:
            if not block[0].startswith(_ASIDES):
                yield number - len(block), block
            block = []


def _cues(number: int, lines: list[str]) -> list[Cue] | list[Fault]:
    for index, line in enumerate(lines[:2]):
        if times := _TIMES.match(line):
            start, end = _seconds(times[1]), _seconds(times[2])
            said = list(_said("\n".join(lines[index + 1 :])))
            if end <= start:
                return [Fault(number + index, Why.BACKWARDS)]
            if end >= _LONGEST:
                return [Fault(number + index, Why.NO_TIMES)]
            if not said:
                return [Fault(number + index, Why.EMPTY)]
            return [Cue(start, end, text, speaker) for speaker, text in said]
    return [Fault(number, Why.NO_TIMES)]


def _said(words: str) -> Iterator[tuple[str, str]]:
    """Who speaks and what they say; before the first voice nobody is named."""
    told = ["", *_VOICE.split(words)]
    for voice, text in zip(told[::2], told[1::2], strict=True):
        if clean := _clean(text):
            yield _plain(voice), clean


def _seconds(stamp: str) -> float:
    total = 0.0
    for part in stamp.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return round(total, 3)


def _stamp(seconds: float) -> str:
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(int(minutes), 60)
    return f"{hours:02}:{minutes:02}:{rest:06.3f}"


def _plain(text: str) -> str:
    """A name, in one line, without anything that a cue could mistake for markup."""
    return " ".join(re.sub(r"[<>&]", "", unescape(text)).split())


def _clean(text: str) -> str:
    """Cue text with only harmless tags and no empty line; all else is escaped or dropped."""
    kept: list[str] = []
    position = 0
    for tag in _TAG.finditer(text):
        kept.append(_escape(text[position : tag.start()]))
        name = (tag[2] or "").lower()
        if name in KEPT_TAGS and tag[0].endswith(">"):
            kept.append(f"<{tag[1]}{name}>")
        position = tag.end()
    kept.append(_escape(text[position:]))
    # An arrow inside a cue would read as a new line of times.
    told = _PLACE.sub("", "".join(kept)).replace("-->", "--&gt;")
    return "\n".join(line.strip() for line in told.splitlines() if line.strip())


def _escape(text: str) -> str:
    return unescape(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _words(cue: Cue) -> str:
    return unescape(_TAG.sub("", cue.text)).replace("\n", " ").strip()


def _begins_anew(last: Cue, cue: Cue, paragraph: Paragraph, moments: list[float]) -> bool:
    if cue.speaker != last.speaker:
        return True
    return paragraph.text.endswith(_SENTENCE_END) and (
        cue.start - last.end >= _LONG_PAUSE
        or cue.start - paragraph.start >= _LONG_PARAGRAPH
        or any(paragraph.start < moment <= cue.start for moment in moments)
    )
