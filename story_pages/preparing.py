"""What is made before the first reader comes: of recordings and their posters, of pictures."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.text import slugify
from wagtail.images import get_image_model
from wagtail.models import Page

from . import ffmpeg, waveform
from .recording import Recording

try:
    from django.tasks import task
except ImportError:  # Django 5.2 has it as a package of its own
    from django_tasks import task  # type: ignore[no-redef]

logger = logging.getLogger(__name__)

LARGEST_COPY = 2 * 1024**3
"""Bytes of a file elsewhere that are copied here to be looked at; larger ones are left alone."""

POSTER_AT = 0.1
"""Where in a film its poster is taken if nobody says: not at once, where many films are black."""


@task()
def prepare_recording(pk: int, poster_at: float | None = None) -> None:
    """Do it in the background: it takes seconds."""
    recording = Recording.objects.filter(pk=pk).first()
    if recording is not None:
        prepare(recording, poster_at=poster_at)


@task()
def prepare_page(pk: int) -> None:
    """Make all sizes of the pictures of a page, in the background likewise."""
    page = Page.objects.filter(pk=pk).first()
    if page is not None:
        page.specific.prepare_pictures()


def page_published(instance: Any, **kwargs: Any) -> None:
    """A story or an article: its first reader shall not wait for its pictures."""
    transaction.on_commit(partial(prepare_page.enqueue, instance.pk))


def prepare(recording: Recording, *, poster_at: float | None = None) -> None:
    """Fill in what is missing and take a poster: at the second asked for, or if there is none.

    A file that cannot be read changes nothing; nor does anything where ffmpeg is not there.
    """
    if not ffmpeg.is_there() or not recording.file:
        return
    try:
        with on_disk(recording.file) as file:
            facts = ffmpeg.facts(file)
            found = _described(recording, facts)
            if recording.type == "audio":
                found["peaks"] = waveform.peaks(ffmpeg.samples(file))
            elif poster_at is not None or recording.poster is None:
                found["poster"] = _poster(recording, file, facts.seconds, poster_at)
    except (ffmpeg.Unreadable, OSError) as reason:
        logger.warning("Recording %s was not prepared: %s", recording.pk, reason)
        return
    _keep(recording, found)


@transaction.atomic
def _keep(recording: Recording, found: dict[str, Any]) -> None:
    """Save only what was found; an editor may have saved another file or poster meanwhile."""
    looked_at = Recording.objects.filter(pk=recording.pk, file=recording.file.name)
    # The first statement writes: from then on the row is ours.
    is_there = looked_at.update(codecs=found["codecs"])
    poster = found.get("poster")
    if poster and not looked_at.filter(poster=recording.poster_id).exists():
        found.pop("poster").delete()
    if not is_there:
        logger.info("Recording %s has another file by now, or is gone.", recording.pk)
        return
    for name, value in found.items():
        setattr(recording, name, value)
    recording.save(update_fields=list(found))


@contextmanager
def on_disk(file: Any) -> Iterator[Path]:
    """Where a file lies; for as long as it is needed a copy, if it lies elsewhere or nowhere."""
    if hasattr(file, "temporary_file_path"):
        yield Path(file.temporary_file_path())
        return
    try:
        here = getattr(file, "path", None)
    except NotImplementedError:  # a storage elsewhere
        here = None
    if here:
        yield Path(here)
        return
    if file.size > LARGEST_COPY:
        raise OSError("The file is too large to be copied.")
    with NamedTemporaryFile(suffix=Path(file.name).suffix) as copy:
        for chunk in file.chunks():
            copy.write(chunk)
        copy.flush()
        file.seek(0)
        yield Path(copy.name)


def _described(recording: Recording, facts: ffmpeg.Facts) -> dict[str, Any]:
    found: dict[str, Any] = {"codecs": facts.codecs}
    if facts.seconds and not recording.duration:
        found["duration"] = facts.seconds
    if facts.width and not (recording.width and recording.height):
        found |= {"width": facts.width, "height": facts.height}
    return found


def _poster(recording: Recording, file: Path, seconds: float, poster_at: float | None) -> Any:
    second = seconds * POSTER_AT if poster_at is None else min(poster_at, max(0, seconds - 0.1))
    picture = ffmpeg.still(file, second=second)
    name = slugify(recording.title)[:60] or "poster"
    poster = get_image_model()(
        title=recording.title,
        file=ContentFile(picture, f"{name}.jpg"),
        collection=recording.collection,
    )
    poster.save()
    return poster
