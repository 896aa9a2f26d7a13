"""A recording as text: what is said and what can be seen, in the order of its moments."""

from dataclasses import dataclass
from functools import cached_property

from . import captions
from .recording import Recording


@dataclass(frozen=True)
class Line:
    """A paragraph of the transcript."""

    start: float
    text: str
    language: str
    speaker: str = ""
    is_description: bool = False

    @cached_property
    def moment(self) -> str:
        """Its start in an address, as media fragments write it."""
        return f"{self.start:.3f}"

    @cached_property
    def time(self) -> str:
        """Its start as people read it."""
        return captions.clock(self.start)


def lines(recording: Recording) -> list[Line]:
    """What is said and what can be seen, each in the reader's language as far as it is there."""
    spoken, seen = recording.shown_captions, recording.shown_descriptions
    told = []
    if seen:
        told = [Line(p.start, p.text, seen.language, is_description=True) for p in seen.lines]
    if spoken:
        said = captions.transcript(spoken.cues, breaks=[line.start for line in told])
        told += [Line(p.start, p.text, spoken.language, p.speaker) for p in said]
    return sorted(told, key=lambda line: line.start)
