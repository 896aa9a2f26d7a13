"""What a film or a sound lacks for those who cannot hear it, see it, or pay for each byte."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from .advice import Advice, Kind, at
from .block_tree import Part
from .recording import Recording
from .track import Track

HEAVY_LOOP, HEAVY_RECORDING = 8_000_000, 60_000_000
MUTE = {"backdrop", "ambience"}
"""Fields whose recordings only accompany the words."""


def on_recording(part: Part, language: str) -> Iterator[Advice]:
    """What readers of a language would miss in the recording that stands there, if one does."""
    recording = part.value
    if not isinstance(recording, Recording):
        return
    if MUTE & set(part.names):
        yield from _accompanying(part, recording)
        return
    yield from _words(part, recording, language)
    yield from _faults(part, recording)
    yield from _poster(part, recording)
    yield from _credit(part, recording)
    yield from _file(part, recording, HEAVY_RECORDING)


def weight(recording: Recording) -> int | None:
    """Bytes of its first file; None if nobody finds it."""
    try:
        return int(recording.file.size)
    except (OSError, ValueError):
        return None


def _accompanying(part: Part, recording: Recording) -> Iterator[Advice]:
    yield from _file(part, recording, HEAVY_LOOP)
    if recording.type == "video" and not recording.poster_id:
        told = _("The looping film “%(title)s” has no poster for those who want no motion.")
        yield at(part, Kind.POSTER, told % {"title": recording.title})


def _words(part: Part, recording: Recording, language: str) -> Iterator[Advice]:
    name = {"title": recording.title}
    tracks = list(recording.tracks.all())
    spoken = [track.language.split("-")[0] for track in tracks if track.is_spoken]
    is_described = recording.description or any(
        track.kind == Track.Kind.DESCRIPTIONS for track in tracks
    )
    if recording.has_speech and not spoken and recording.typed_transcript:
        told = _("“%(title)s” has a transcript, but no captions.")
        yield at(part, Kind.CAPTIONS, told % name)
    elif recording.has_speech and not spoken:
        told = _("“%(title)s” has speech, but neither captions nor a transcript.")
        yield at(part, Kind.CAPTIONS, told % name)
    elif recording.has_speech and language.split("-", maxsplit=1)[0] not in spoken:
        told = _("“%(title)s” has no captions in the language of this page.")
        yield at(part, Kind.CAPTIONS, told % name)
    elif not recording.has_speech and not is_described:
        told = _("“%(title)s” has no words, and no description says what happens in it.")
        yield at(part, Kind.ALTERNATIVE, told % name)


def _faults(part: Part, recording: Recording) -> Iterator[Advice]:
    for track in recording.tracks.all():
        if track.faults:
            told = _("“%(title)s”, %(track)s: %(faults)s")
            faults = " ".join(track.told_faults)
            names = {"title": recording.title, "track": track, "faults": faults}
            yield at(part, Kind.FAULTS, told % names)


def _poster(part: Part, recording: Recording) -> Iterator[Advice]:
    if recording.type == "video" and not recording.poster_id:
        told = _("“%(title)s” has no poster: until it plays, and on paper, it is a black box.")
        yield at(part, Kind.POSTER, told % {"title": recording.title})


def _credit(part: Part, recording: Recording) -> Iterator[Advice]:
    name = {"title": recording.title}
    if not recording.credit and not recording.creator:
        yield at(part, Kind.CREDIT, _("“%(title)s” does not say who made it.") % name)
    elif not recording.licence:
        told = _("“%(title)s” does not say what others may do with it.")
        yield at(part, Kind.CREDIT, told % name)


def _file(part: Part, recording: Recording, limit: int) -> Iterator[Advice]:
    size = weight(recording)
    name = {"title": recording.title}
    if size is None:
        yield at(part, Kind.FILE, _("The file of “%(title)s” cannot be read.") % name)
    elif size > limit:
        megabytes = {"size": size // 1_000_000, "limit": limit // 1_000_000}
        told = _("“%(title)s” weighs %(size)s MB; %(limit)s would do.")
        yield at(part, Kind.WEIGHT, told % (name | megabytes))
