"""A table in a form: files that are there and may be removed, and empty rows for new ones."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from wagtail.admin.staticfiles import versioned_static

EMPTY_ROWS = 3


@dataclass(frozen=True)
class Row:
    """A new file, and what an editor says of it, by the names of the row's other fields."""

    file: UploadedFile
    says: dict[str, str]


@dataclass(frozen=True)
class Rows:
    """What an editor asks for: rows to remove, by their keys, and files to add."""

    removed: tuple[str, ...] = ()
    added: tuple[Any, ...] = ()
    typed: tuple[dict[str, str], ...] = ()
    """What each row of the table says, with the name of its file, to be shown again."""


class FileRowsWidget(forms.Widget):
    """The table; what inherits it names its template and the fields beside each file."""

    needs_multipart_form = True
    fields: tuple[str, ...] = ()
    there: tuple[Any, ...] = ()
    """The rows that there are."""

    @property
    def media(self) -> forms.Media:
        return forms.Media(css={"all": [versioned_static("story_pages/admin.css")]})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        asked = value if isinstance(value, Rows) else Rows(typed=({},) * EMPTY_ROWS)
        context["widget"] |= {
            "there": self.there,
            "removed": keys(asked),
            "rows": [(f"{name}-{number}", typed) for number, typed in enumerate(asked.typed)],
        }
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Rows:
        rows = [
            (
                files.get(f"{name}-{number}-file"),
                {field: data.get(f"{name}-{number}-{field}", "") for field in self.fields},
            )
            for number in range(EMPTY_ROWS)
        ]
        removed = data.getlist(f"{name}-remove") if hasattr(data, "getlist") else []
        return Rows(
            tuple(removed),
            tuple(Row(file, says) for file, says in rows if file),
            tuple(says | {"file": file.name if file else ""} for file, says in rows),
        )

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False

    def id_for_label(self, id_: str) -> str:
        return ""


def keys(rows: Rows) -> list[int]:
    """The primary keys of the rows to remove; whatever else was sent is no key."""
    return [int(key) for key in rows.removed if key.isdecimal()]
