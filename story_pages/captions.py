"""Caption files: WebVTT and SRT read, cleaned, written as WebVTT, and told as a transcript."""

import re
from dataclasses import dataclass
from html import unescape

# Only what colours no text and runs no script may stay in a cue.
KEPT_TAGS = ("b", "i", "u")

_TIMES = re.compile(
    r"^\s*((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})\s+-->\s+((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})"
)
# A tag, closed or cut off, or a moment inside a cue; “1 < 2” is neither.
_TAG = re.compile(r"<(/?)(?:([a-zA-Z]+)[^<>]*>?|[\d:.]+>)")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
_SENTENCE_END = (".", "!", "?", "…", "。", "！", "？", "؟", ".”", ".»", "!”", "?”")
_LONG_PAUSE = 2.5


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


def read(text: str) -> list[Cue]:
    """The cues of a WebVTT or SRT text in their order; faulty ones are left out.

    Raises NotCaptions if none is left.
    """
    blocks = re.split(r"\n\s*\n", text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    cues = [cue for block in blocks if (cue := _cue(block.strip("\n").split("\n")))]
    if not cues:
        raise NotCaptions("No line with times such as “00:01.000 --> 00:04.000” was found.")
    return sorted(cues, key=lambda cue: cue.start)


def write(cues: list[Cue]) -> str:
    """The cues as a clean WebVTT file."""
    parts = ["WEBVTT"]
    for cue in cues:
        voice = f"<v {cue.speaker}>" if cue.speaker else ""
        parts.append(f"{_stamp(cue.start)} --> {_stamp(cue.end)}\n{voice}{cue.text}")
    return "\n\n".join(parts) + "\n"


def transcript(cues: list[Cue]) -> list[Paragraph]:
    """The cues as paragraphs: a new one with a new speaker, or after a sentence and a pause."""
    paragraphs: list[Paragraph] = []
    last: Cue | None = None
    for cue in cues:
        words = unescape(_TAG.sub("", cue.text)).replace("\n", " ").strip()
        if not words:
            continue
        if last is None or _begins_anew(last, cue, paragraphs[-1]):
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


def _cue(lines: list[str]) -> Cue | None:
    for index, line in enumerate(lines[:2]):
        if times := _TIMES.match(line):
            start, end = _seconds(times[1]), _seconds(times[2])
            words = "\n".join(line.strip() for line in lines[index + 1 :] if line.strip())
            voice = _VOICE.search(words)
            text = _clean(words)
            if end <= start or not text:
                return None
            return Cue(start, end, text, _plain(voice[1]) if voice else "")
    return None


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
    """A name without anything that a cue could mistake for markup."""
    return re.sub(r"[<>&\n]", "", unescape(text)).strip()


def _clean(text: str) -> str:
    """Cue text with only harmless tags; all else is escaped or dropped."""
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
    return "".join(kept).replace("-->", "--&gt;").strip()


def _escape(text: str) -> str:
    return unescape(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _begins_anew(last: Cue, cue: Cue, paragraph: Paragraph) -> bool:
    if cue.speaker != last.speaker:
        return True
    return paragraph.text.endswith(_SENTENCE_END) and cue.start - last.end >= _LONG_PAUSE
