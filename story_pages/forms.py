"""The form in which editors describe a recording and add its captions and further files."""

from functools import partial
from typing import Any, ClassVar

from django import forms
from django.core.validators import RegexValidator
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.images.widgets import AdminImageChooser
from wagtailmedia.forms import BaseMediaForm

from . import ffmpeg
from .examining import examine
from .file_rows import Rows, keys
from .preparing import prepare_recording
from .recording import Recording, add_track
from .recording_source import RecordingSource
from .source_rows import SourcesField
from .track_rows import TracksField

OF_FILMS = ("poster", "poster_at")
"""Fields that a sound is not asked for."""
language_code = RegexValidator(r"\A[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
"""Not “Dutch”: pages say the code to screen readers, and captions are chosen by it."""


class RecordingForm(BaseMediaForm):
    """wagtailmedia's form with what a recording has more (WAGTAILMEDIA["MEDIA_FORM_BASE"])."""

    poster_at = forms.FloatField(
        label=_("Take the poster from the film"),
        required=False,
        min_value=0,
        help_text=_("The second at which the film shows it, such as 12.5."),
    )
    sources = SourcesField(
        label=_("Further files"),
        required=False,
        help_text=_(
            "The same in another format, for browsers that cannot play the first; for upright "
            "screens; or a version that readers may choose: described, or with sign language."
        ),
    )
    tracks = TracksField(
        label=_("Captions and other tracks"),
        required=False,
        help_text=_(
            "WebVTT (.vtt) or SubRip (.srt). A new file takes the place of an older one of the "
            "same language and kind. The transcript is made from the captions."
        ),
    )

    class Meta(BaseMediaForm.Meta):
        widgets: ClassVar[dict[str, Any]] = {
            **BaseMediaForm.Meta.widgets,
            "poster": AdminImageChooser,
            "description": forms.Textarea(attrs={"rows": 3}),
            "typed_transcript": forms.Textarea(attrs={"rows": 6}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sources"].media_kind = self.instance.type
        if self.instance.pk:
            self.fields["tracks"].widget.there = tuple(self.instance.tracks.all())
            self.fields["sources"].widget.there = tuple(self.instance.further_sources.all())
        if self.instance.type == "audio":
            self._ask_as_of_a_sound()
        if not ffmpeg.is_there():
            self._say_what_is_not_there()

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" in self.changed_data:
            self.facts = examine(file, kind=self.instance.type)
        return file

    def clean_language(self) -> str:
        code: str = self.cleaned_data["language"].strip()
        if code:
            language_code(code)
        return code

    def clean(self) -> dict[str, Any]:
        """What the file says of itself takes the place of what was not filled in."""
        cleaned: dict[str, Any] = super().clean()
        if facts := getattr(self, "facts", None):
            self.instance.codecs = facts.codecs
            said = {"duration": facts.seconds, "width": facts.width, "height": facts.height}
            cleaned |= {name: value for name, value in said.items() if self._lacks(name, value)}
        return cleaned

    @transaction.atomic
    def save(self, commit: bool = True) -> Recording:
        recording: Recording = super().save(commit)
        self._save_sources(recording, self.cleaned_data["sources"])
        self._save_tracks(recording, self.cleaned_data["tracks"])
        poster_at = self.cleaned_data.get("poster_at")
        if "file" in self.changed_data or poster_at is not None:
            todo = partial(prepare_recording.enqueue, recording.pk, poster_at)
            transaction.on_commit(todo)
        return recording

    def _lacks(self, name: str, value: float) -> bool:
        """Whether the file knows what nobody typed for it."""
        typed = name in self.changed_data and self.cleaned_data.get(name)
        return bool(value and name in self.fields and not typed)

    def _ask_as_of_a_sound(self) -> None:
        for name in OF_FILMS:
            self.fields.pop(name, None)
        same = RecordingSource.Kind.SAME
        self.fields["sources"].widget.kinds = ((same.value, same.label),)

    def _say_what_is_not_there(self) -> None:
        if self.instance.type == "audio":
            self.fields["duration"].help_text = _(
                "In seconds. It must be typed, and no waveform is drawn: ffmpeg is not installed."
            )
            return
        del self.fields["poster_at"]
        self.fields["poster"].help_text = _(
            "The picture that stands for the film until it is started, and on paper. It cannot be "
            "taken from the film here, and length and size must be typed: ffmpeg is not installed."
        )

    @staticmethod
    def _save_sources(recording: Recording, rows: Rows) -> None:
        recording.further_sources.filter(pk__in=keys(rows)).delete()
        for source in rows.added:
            source.recording = recording
            source.save()

    @staticmethod
    def _save_tracks(recording: Recording, rows: Rows) -> None:
        recording.tracks.filter(pk__in=keys(rows)).delete()
        for row in rows.added:
            add_track(recording, **vars(row))
