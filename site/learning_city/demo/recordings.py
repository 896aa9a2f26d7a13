"""The films and sounds of the demo, with their posters and captions."""

from pathlib import Path

from django.core.files.base import ContentFile
from django.db.models import Q

from story_pages.models import Recording, Track
from story_pages.preparing import prepare
from story_pages.recording import add_track

from . import texts
from .pictures import MEDIA, SHELF, credits_of, picture, shelf

FORMATS = {".webm": "video", ".mp4": "video", ".opus": "audio", ".m4a": "audio", ".mp3": "audio"}


def load_recordings() -> None:
    """Put every film and sound on the shelf, each once, with its second format beside it."""
    for name in sorted({file.stem for file in MEDIA.iterdir() if file.suffix in FORMATS}):
        if recording(name) is None:
            _load(name)


def recording(name: str) -> Recording | None:
    """The film or sound of this name, as it is on the shelf, or None."""
    # Where a file of that name lay there already, the storage has put an ending behind the name.
    is_named = Q(file__startswith=f"media/{name}.") | Q(file__startswith=f"media/{name}_")
    return Recording.objects.filter(is_named, collection__name=SHELF).first()


def _load(name: str) -> None:
    files = [file for suffix in FORMATS if (file := MEDIA / f"{name}{suffix}").exists()]
    told = credits_of(name)
    captions = sorted(MEDIA.glob(f"{name}.*.vtt"))
    made = Recording(
        title=told.get("title", {}).get(texts.HOME_LANGUAGE) or name.replace("-", " ").capitalize(),
        type=FORMATS[files[0].suffix],
        poster=picture(f"{name}-poster"),
        has_speech=told.get("speech", bool(captions)),
        language=told.get("language", ""),
        creator=told.get("creator", ""),
        credit=told.get("credit", ""),
        licence=told.get("licence", ""),
        duration=told.get("duration", 0),
        width=told.get("width"),
        height=told.get("height"),
        collection=shelf(),
    )
    made.file = _opened(files[0])
    made.save()
    for file in files[1:]:
        made.further_sources.create(file=_opened(file))
    for file in captions:
        _add_track(made, file)
    prepare(made)


def _opened(file: Path) -> ContentFile[bytes]:
    return ContentFile(file.read_bytes(), file.name)


def _add_track(made: Recording, file: Path) -> None:
    """Named <film>.<language>.vtt or <film>.<language>.<kind>.vtt.

    Without a kind: captions in the language spoken, else subtitles.
    """
    _name, language, *kind = file.name.removesuffix(".vtt").split(".")
    usual = Track.Kind.CAPTIONS if language == made.language else Track.Kind.SUBTITLES
    text = file.read_text(encoding="utf-8")
    add_track(made, language=language, kind=kind[0] if kind else usual, text=text)
