"""The form in which editors describe a recording and add its captions."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.staticfiles import versioned_static
from wagtail.images.widgets import AdminImageChooser
from wagtailmedia.forms import BaseMediaForm

from . import captions, conf
from .recording import Recording, Track, add_track

EMPTY_ROWS = 3
LARGEST_CAPTION_FILE = 1_000_000


@dataclass(frozen=True)
class NewTrack:
    """What an editor puts in one row of the form."""

    language: str
    kind: str
    file: UploadedFile | None = None
    text: str = ""


@dataclass(frozen=True)
class TrackRows:
    """What an editor asks for: tracks to remove, and tracks to add."""

    removed: tuple[str, ...] = ()
    added: tuple[NewTrack, ...] = ()


class TracksWidget(forms.Widget):
    """A table of the tracks there are, and empty rows for new ones."""

    template_name = "story_pages/widgets/tracks.html"
    needs_multipart_form = True
    tracks: tuple[Track, ...] = ()

    @property
    def media(self) -> forms.Media:
        return forms.Media(css={"all": [versioned_static("story_pages/admin.css")]})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"] |= {
            "tracks": self.tracks,
            "rows": [f"{name}-{number}" for number in range(EMPTY_ROWS)],
            "languages": conf.languages(),
            "kinds": Track.Kind.choices,
        }
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> TrackRows:
        rows = [
            NewTrack(
                data.get(f"{name}-{number}-language", ""),
                data.get(f"{name}-{number}-kind", ""),
                files.get(f"{name}-{number}-file"),
            )
            for number in range(EMPTY_ROWS)
        ]
        removed = data.getlist(f"{name}-remove") if hasattr(data, "getlist") else []
        return TrackRows(tuple(removed), tuple(row for row in rows if row.file))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False

    def id_for_label(self, id_: str) -> str:
        return ""


class TracksField(forms.Field):
    """Reads each new file, so that a faulty one is refused with a reason."""

    widget = TracksWidget

    def clean(self, value: TrackRows | None) -> TrackRows:
        rows = value or TrackRows()
        return TrackRows(rows.removed, tuple(self._read(row) for row in rows.added))

    def _read(self, row: NewTrack) -> NewTrack:
        if row.file is None or not row.file.size or row.file.size > LARGEST_CAPTION_FILE:
            raise ValidationError(_("A caption file is a text of at most one megabyte."))
        if row.language not in dict(conf.languages()) or row.kind not in Track.Kind.values:
            raise ValidationError(_("Choose a language and a kind for each caption file."))
        try:
            text = row.file.read().decode("utf-8-sig")
            captions.read(text)
        except UnicodeDecodeError as error:
            raise ValidationError(
                _("“%(name)s” is not a text in UTF-8. Save it as UTF-8 and try again."),
                params={"name": row.file.name},
            ) from error
        except captions.NotCaptions as error:
            raise ValidationError(
                _(
                    "“%(name)s” holds no captions: no line with times such as "
                    "“00:01.000 --> 00:04.000” was found."
                ),
                params={"name": row.file.name},
            ) from error
        return NewTrack(row.language, row.kind, text=text)


class RecordingForm(BaseMediaForm):
    """wagtailmedia's form with a place for tracks (WAGTAILMEDIA["MEDIA_FORM_BASE"])."""

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
            "second_file": forms.ClearableFileInput,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["tracks"].widget.tracks = tuple(self.instance.tracks.all())
        if self.instance.type == "audio":
            self.fields.pop("poster", None)

    @transaction.atomic
    def save(self, commit: bool = True) -> Recording:
        recording: Recording = super().save(commit)
        rows: TrackRows = self.cleaned_data["tracks"]
        recording.tracks.filter(pk__in=[pk for pk in rows.removed if pk.isdecimal()]).delete()
        for row in rows.added:
            add_track(recording, language=row.language, kind=row.kind, text=row.text)
        return recording
