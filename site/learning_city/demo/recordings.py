"""The films and sounds of the demo, with their posters and captions."""

from pathlib import Path

from django.core.files import File
from django.db.models import Q

from story_pages.models import Recording
from story_pages.recording import Track, add_track

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
    for field, file in zip((made.file, made.second_file), files, strict=False):
        with file.open("rb") as opened:
            field.save(file.name, File(opened), save=False)
    made.save()
    for file in captions:
        _add_captions(made, file)


def _add_captions(made: Recording, file: Path) -> None:
    """Named <film>.<language>.vtt: captions in the language spoken, else subtitles."""
    language = file.suffixes[-2].removeprefix(".")
    kind = Track.Kind.CAPTIONS if language == made.language else Track.Kind.SUBTITLES
    add_track(made, language=language, kind=kind, text=file.read_text(encoding="utf-8"))
