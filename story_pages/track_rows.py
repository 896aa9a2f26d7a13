"""The rows of a recording's form for captions and other tracks, and why one is refused."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from . import captions, conf
from .file_rows import FileRowsWidget, Row, Rows
from .track import Track, told_fault

LARGEST_CAPTION_FILE = 1_000_000
MOST_FAULTS = 5
"""So many are told; whoever sees these looks at the whole file."""


@dataclass(frozen=True)
class NewTrack:
    """A caption file that can be read, with what an editor says of it."""

    language: str
    kind: str
    text: str
    name: str
    is_default: bool


class TracksWidget(FileRowsWidget):
    """A table of the tracks there are, and empty rows for new ones."""

    template_name = "story_pages/widgets/tracks.html"
    fields = ("language", "kind", "name", "default", "sparing")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"languages": conf.languages(), "kinds": Track.Kind.choices}
        return context


class TracksField(forms.Field):
    """Reads each new file, so that what is wrong with it is said before it is kept."""

    widget = TracksWidget

    def clean(self, value: Rows | None) -> Rows:
        rows = value or Rows()
        errors = list(_twins(rows.added))
        read: list[NewTrack] = []
        for row in rows.added:
            try:
                read.append(_read(row))
            except ValidationError as error:
                errors.append(error)
        if errors:
            raise ValidationError(errors)
        return Rows(rows.removed, tuple(read))


def _twins(rows: tuple[Row, ...]) -> Iterator[ValidationError]:
    """New files of which one would take the place of the other."""
    first: dict[tuple[str, str], Row] = {}
    for row in rows:
        language, kind = row.says["language"], row.says["kind"]
        other = first.setdefault((language, kind), row)
        if other is not row:
            yield ValidationError(
                _("“%(one)s” and “%(other)s” have the same language and kind; keep one of them."),
                params={"one": other.file.name, "other": row.file.name},
            )


def _read(row: Row) -> NewTrack:
    if not row.file.size:
        raise ValidationError(_("“%(name)s” is empty."), params={"name": row.file.name})
    if row.file.size > LARGEST_CAPTION_FILE:
        raise ValidationError(_("A caption file is a text of at most one megabyte."))
    language, kind = row.says["language"], row.says["kind"]
    if language not in dict(conf.languages()) or kind not in Track.Kind.values:
        raise ValidationError(_("Choose a language and a kind for each caption file."))
    name = row.says["name"][:80]
    return NewTrack(language, kind, _text(row), name, is_default=bool(row.says["default"]))


def _text(row: Row) -> str:
    try:
        text = row.file.read().decode("utf-8-sig")
        faults = captions.examine(text).faults
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
    if faults and not row.says["sparing"]:
        told = [told_fault(fault.line, fault.why) for fault in faults[:MOST_FAULTS]]
        more = ["…"] if len(faults) > MOST_FAULTS else []
        raise ValidationError(
            _(
                "“%(name)s” has faulty lines. %(faults)s Mend them, or choose the file again and "
                "tick “without its faulty lines”."
            ),
            params={"name": row.file.name, "faults": " ".join([*told, *more])},
        )
    return text
