"""The rows of a recording's form for further files."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .examining import examine
from .file_rows import FileRowsWidget, Row, Rows
from .recording_source import RecordingSource


class SourcesWidget(FileRowsWidget):
    """A table of the further files there are, and empty rows for new ones."""

    template_name = "story_pages/widgets/sources.html"
    fields = ("kind",)
    kinds = tuple(RecordingSource.Kind.choices)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["kinds"] = self.kinds
        return context


class SourcesField(forms.Field):
    """Looks at each new file, so that one that browsers do not play is refused with a reason."""

    widget = SourcesWidget
    media_kind = "video"

    def clean(self, value: Rows | None) -> Rows:
        rows = value or Rows()
        return Rows(rows.removed, tuple(self._source(row) for row in rows.added))

    def _source(self, row: Row) -> RecordingSource:
        if row.says["kind"] not in RecordingSource.Kind.values:
            raise ValidationError(_("Choose what each further file is."))
        examine(row.file, kind=self.media_kind)
        return RecordingSource(kind=row.says["kind"], file=row.file)
