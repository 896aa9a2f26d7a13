"""A recording: film or sound with its captions, transcript, poster, maker and licence."""

from typing import Any

from django.db import models, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string
from wagtail.search import index
from wagtailmedia.models import AbstractMedia

from . import captions, waveform
from .licence import Licence, licence_url
from .recording_source import RecordingSource, media_type
from .track import Track

Kind = RecordingSource.Kind


class Recording(AbstractMedia):
    """A film or a sound, on wagtailmedia's shelf, with all that makes it reach everyone."""

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
    source_url = models.URLField(
        _("source"),
        max_length=500,
        blank=True,
        help_text=_("The address where the recording was found, if it was not made for this site."),
    )
    description = models.TextField(
        _("description"),
        blank=True,
        help_text=_("What is to be heard or seen, for search engines and for those who cannot."),
    )
    typed_transcript = models.TextField(
        _("transcript, typed"),
        blank=True,
        help_text=_(
            "All that is said, in the spoken language, where there are no captions to make it of. "
            "An empty line begins a new paragraph."
        ),
    )
    codecs = models.CharField(_("codecs"), max_length=80, blank=True, editable=False)
    peaks = models.JSONField(_("waveform"), default=list, blank=True, editable=False)
    """How loud it is from beginning to end, 0 … 100; see waveform.py."""

    search_fields = [
        *AbstractMedia.search_fields,
        index.SearchField("credit"),
        index.SearchField("spoken_words"),
    ]
    admin_form_fields = (
        "title",
        "file",
        "poster",
        "description",
        "has_speech",
        "language",
        "typed_transcript",
        "creator",
        "credit",
        "licence",
        "source_url",
        "duration",
        "width",
        "height",
        "collection",
        "tags",
    )

    class Meta(AbstractMedia.Meta):
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")

    def clean(self) -> None:
        """A file that was refused, or never chosen, has no ending: its own field says why."""
        if self.file:
            super().clean()

    @property
    def sources(self) -> list[dict[str, str]]:
        """The same recording in its formats, the better one first."""
        return [self._source(file) for file in (self.file, *self._files(Kind.SAME)) if file]

    @property
    def portrait_sources(self) -> list[dict[str, str]]:
        """The film for upright screens."""
        return [self._source(file) for file in self._files(Kind.PORTRAIT) if file]

    @property
    def versions(self) -> list[RecordingSource]:
        """With audio description, with sign language: what a reader may choose instead."""
        found = {one.kind: one for one in self.further_sources.all() if one.file}
        return [found[kind] for kind in (Kind.DESCRIBED, Kind.SIGNED) if kind in found]

    @property
    def length(self) -> str:
        """How long it takes, such as 0:42; empty if nobody said."""
        return captions.clock(self.duration) if self.duration else ""

    @property
    def licence_url(self) -> str:
        return licence_url(self.licence)

    @property
    def waveform(self) -> str:
        """The path of its drawing; empty if nobody looked."""
        return waveform.path(self.peaks)

    @property
    def typed_paragraphs(self) -> list[str]:
        """The transcript that an editor typed."""
        parts = self.typed_transcript.replace("\r\n", "\n").split("\n\n")
        return [part.strip() for part in parts if part.strip()]

    @property
    def spoken_words(self) -> str:
        """All that is said, in all languages, for searching."""
        tracks = [track.words for track in self.tracks.all() if track.kind != Track.Kind.CHAPTERS]
        return " ".join([*tracks, *self.typed_paragraphs])

    def captions_in(self, language: str | None) -> Track | None:
        """The captions in a language, else the default, else in the language spoken, else any."""
        return self._track([track for track in self.tracks.all() if track.is_spoken], language)

    def track_in(self, language: str | None, kind: str) -> Track | None:
        """The track of a kind, chosen likewise."""
        return self._track([track for track in self.tracks.all() if track.kind == kind], language)

    @property
    def shown_captions(self) -> Track | None:
        """The captions for the active language."""
        return self.captions_in(get_language())

    @property
    def shown_chapters(self) -> Track | None:
        return self.track_in(get_language(), Track.Kind.CHAPTERS)

    @property
    def shown_descriptions(self) -> Track | None:
        return self.track_in(get_language(), Track.Kind.DESCRIPTIONS)

    def _files(self, kind: str) -> list[Any]:
        return [one.file for one in self.further_sources.all() if one.kind == kind]

    def _source(self, file: Any) -> dict[str, str]:
        return {"src": file.url, "type": media_type(file.name, kind=self.type)}

    def _track(self, tracks: list[Track], language: str | None) -> Track | None:
        for wanted in (language, (language or "").split("-")[0]):
            for track in tracks:
                if track.language == wanted:
                    return track
        chosen = [track for track in tracks if track.is_default]
        spoken = [track for track in tracks if track.language == self.language]
        return next(iter([*chosen, *spoken, *tracks]), None)


@transaction.atomic
def add_track(
    recording: Recording,
    *,
    language: str,
    kind: str,
    text: str,
    name: str = "",
    is_default: bool = False,
) -> Track:
    """Put a caption text (WebVTT or SRT) beside a recording, in place of an older one.

    It is cleaned first; where a cue is faulty, the others are kept and the track says which.
    Raises captions.NotCaptions if no good cue is left.
    """
    reading = captions.examine(text)
    track, _is_new = recording.tracks.update_or_create(
        language=language,
        kind=kind,
        defaults={
            "text": captions.write(reading.cues),
            "faults": [[fault.line, fault.why] for fault in reading.faults],
            "name": name,
            "is_default": is_default,
        },
    )
    return track
