"""A recording: film or sound with its captions, transcript, poster, maker and licence."""

import mimetypes
from typing import Any

from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string
from wagtail.search import index
from wagtailmedia.models import AbstractMedia

from . import captions, conf


class Licence(models.TextChoices):
    """Licences that say by themselves what others may do."""

    CC0 = "cc0", _("No rights reserved (CC0)")
    BY = "by", _("Attribution (CC BY 4.0)")
    BY_SA = "by-sa", _("Attribution, share alike (CC BY-SA 4.0)")
    BY_ND = "by-nd", _("Attribution, no changes (CC BY-ND 4.0)")
    BY_NC = "by-nc", _("Attribution, not commercial (CC BY-NC 4.0)")
    BY_NC_SA = "by-nc-sa", _("Attribution, not commercial, share alike (CC BY-NC-SA 4.0)")
    BY_NC_ND = "by-nc-nd", _("Attribution, not commercial, no changes (CC BY-NC-ND 4.0)")


def licence_url(licence: str) -> str:
    """Where the licence can be read; empty if there is none."""
    if licence == Licence.CC0:
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    return f"https://creativecommons.org/licenses/{licence}/4.0/" if licence else ""


class Recording(AbstractMedia):
    """A film or a sound, on wagtailmedia's shelf, with all that makes it reach everyone."""

    second_file = models.FileField(
        _("second file"),
        upload_to="media",
        blank=True,
        help_text=_("The same in another format, for browsers that cannot play the first."),
    )
    poster = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("poster"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The picture that stands for the film until it is started, and on paper."),
    )
    has_speech = models.BooleanField(
        _("has speech"),
        default=True,
        help_text=_("Untick it if nothing is said; then captions are not asked for."),
    )
    language = models.CharField(
        _("spoken language"), max_length=20, blank=True, help_text=_("A code such as en or nl.")
    )
    creator = models.CharField(
        _("made by"), max_length=200, blank=True, help_text=_("The person or group who made it.")
    )
    credit = models.CharField(
        _("credit"),
        max_length=200,
        blank=True,
        help_text=_("The line that readers see, such as “© Name, 2020”."),
    )
    licence = models.CharField(_("licence"), max_length=20, choices=Licence, blank=True)

    search_fields = [
        *AbstractMedia.search_fields,
        index.SearchField("credit"),
        index.SearchField("spoken_words"),
    ]
    admin_form_fields = (
        "title",
        "file",
        "second_file",
        "poster",
        "has_speech",
        "language",
        "creator",
        "credit",
        "licence",
        "duration",
        "width",
        "height",
        "collection",
        "tags",
    )

    class Meta(AbstractMedia.Meta):
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")

    @property
    def sources(self) -> list[dict[str, str]]:
        """The files with their kinds, the better one first."""
        return [
            {
                "src": file.url,
                "type": mimetypes.guess_type(file.name or "")[0] or f"{self.type}/mp4",
            }
            for file in (self.file, self.second_file)
            if file
        ]

    @property
    def length(self) -> str:
        """How long it takes, such as 0:42; empty if nobody said."""
        return captions.clock(self.duration) if self.duration else ""

    @property
    def licence_url(self) -> str:
        return licence_url(self.licence)

    @property
    def spoken_words(self) -> str:
        """All that is said, in all languages, for searching."""
        return " ".join(track.words for track in self.tracks.all() if track.is_spoken)

    def captions_in(self, language: str | None) -> "Track | None":
        """The captions in a language, else in the language spoken, else any."""
        spoken = [track for track in self.tracks.all() if track.is_spoken]
        for wanted in (language, (language or "").split("-")[0], self.language):
            for track in spoken:
                if track.language == wanted:
                    return track
        return spoken[0] if spoken else None

    @property
    def shown_captions(self) -> "Track | None":
        """The captions for the active language."""
        return self.captions_in(get_language())


class Track(models.Model):
    """Captions, subtitles, descriptions or chapters of a recording, in one language."""

    class Kind(models.TextChoices):
        CAPTIONS = "captions", _("Captions (all that can be heard)")
        SUBTITLES = "subtitles", _("Subtitles (a translation of what is said)")
        DESCRIPTIONS = "descriptions", _("Descriptions (all that can be seen)")
        CHAPTERS = "chapters", _("Chapters")

    recording = models.ForeignKey(Recording, on_delete=models.CASCADE, related_name="tracks")
    language = models.CharField(_("language"), max_length=20)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.CAPTIONS)
    file = models.FileField(_("file"), upload_to="tracks")
    text = models.TextField(_("text"), help_text=_("The cleaned file, as WebVTT."))

    class Meta:
        ordering = ["language", "kind"]
        verbose_name = _("track")
        verbose_name_plural = _("tracks")
        constraints = [
            models.UniqueConstraint(
                fields=["recording", "language", "kind"], name="one_track_per_language_and_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.label}, {self.get_kind_display()}"

    @property
    def label(self) -> str:
        """The language's own name."""
        return dict(conf.languages()).get(self.language, self.language)

    @property
    def is_spoken(self) -> bool:
        return self.kind in {self.Kind.CAPTIONS, self.Kind.SUBTITLES}

    @property
    def paragraphs(self) -> list[captions.Paragraph]:
        """The transcript."""
        return captions.transcript(captions.read(self.text))

    @property
    def words(self) -> str:
        return " ".join(paragraph.text for paragraph in self.paragraphs)


@transaction.atomic
def add_track(recording: Recording, *, language: str, kind: str, text: str) -> Track:
    """Put a caption text (WebVTT or SRT) beside a recording, in place of an older one.

    It is cleaned first. Raises captions.NotCaptions if it holds no cue.
    """
    clean = captions.write(captions.read(text))
    track = recording.tracks.filter(language=language, kind=kind).first()
    track = track or Track(recording=recording, language=language, kind=kind)
    if track.file:
        track.file.delete(save=False)
    track.text = clean
    name = f"{recording.pk}-{language}-{kind}.vtt"
    track.file.save(name, ContentFile(clean.encode()), save=False)
    track.save()
    return track


def forget_files(sender: type[models.Model], instance: Any, **kwargs: Any) -> None:
    """Remove the files of a deleted recording or track; wagtailmedia removes only the first."""
    file = instance.second_file if isinstance(instance, Recording) else instance.file
    if file:
        transaction.on_commit(lambda: file.delete(save=False))
