"""The sheet that lies beside a story: where it comes from, and whose its parts are."""

from types import SimpleNamespace
from typing import Any

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from story_pages.credits import Credit, credited
from story_pages.outline import outline


def credits_sheet(page: Any, credits_told: list[Credit], missing: list[str]) -> str:
    """Plain text in the language of the page."""
    with translation.override(page.locale.language_code):
        lines = [
            page.title,
            page.get_full_url(),
            _("Taken out on %(day)s.") % {"day": date_format(timezone.localdate())},
            "",
            _("Credits and licences"),
            *(f"- {_line(credit)}" for credit in credits_told),
        ]
        if missing:
            lines += ["", _("These files were lost and could not be taken along:")]
            lines += [f"- {name}" for name in missing]
    return "\n".join(lines) + "\n"


def of_article(page: Any) -> list[Credit]:
    """The credits of a page that has no chapters: all of it is one section."""
    place = outline(page.title, []).first
    body = SimpleNamespace(place=place, content=page.stream)
    return credited(page, place, [SimpleNamespace(sections=[body])])


def _line(credit: Credit) -> str:
    licence = f"{credit.licence} {credit.licence_url}".strip()
    parts = (f"{credit.kind}: {credit.title}", credit.maker, licence, credit.source_url)
    return " · ".join(part for part in parts if part)
