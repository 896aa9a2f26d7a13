"""A further file of a recording: another format, upright, described, or with sign language."""

import mimetypes
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

# What machines may not know, each in its own way.
_TYPES = {
    ".aac": "audio/aac",
    ".flac": "audio/flac",
    ".m4a": "audio/mp4",
    ".m4v": "video/mp4",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".oga": "audio/ogg",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".webm": "video/webm",
}


def media_type(name: str, *, kind: str) -> str:
    """The type of a file by its ending, such as video/mp4; `kind` is “video” or “audio”."""
    dot = name.rfind(".")
    known = _TYPES.get(name[dot:].lower()) if dot >= 0 else None
    guessed = known or mimetypes.guess_type(name)[0] or f"{kind}/mp4"
    return guessed.replace("video/", "audio/") if kind == "audio" else guessed


class RecordingSource(models.Model):
    """A file that stands beside the first file of a recording."""

    class Kind(models.TextChoices):
        SAME = "same", _("The same in another format")
        PORTRAIT = "portrait", _("For upright screens")
        DESCRIBED = "described", _("With audio description")
        SIGNED = "signed", _("With sign language")

    recording = models.ForeignKey(
        "story_pages.Recording", on_delete=models.CASCADE, related_name="further_sources"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.SAME)
    file = models.FileField(_("file"), upload_to="media")

    class Meta:
        ordering = ["pk"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self) -> str:
        return f"{self.file.name}, {self.get_kind_display()}"

    @property
    def url(self) -> str:
        return self.file.url


def forget_file(sender: type[models.Model], instance: Any, **kwargs: Any) -> None:
    """Remove the file of a deleted row; wagtailmedia removes only a recording's first."""
    file = instance.file
    if file:
        transaction.on_commit(lambda: file.delete(save=False))
