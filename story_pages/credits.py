"""The credits of a story: who made its pictures, films and sounds, and what others may do."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from wagtail.blocks import StructValue

from .fetching import gather
from .licence import Licence
from .outline import Place
from .recording import Recording


@dataclass(frozen=True)
class Credit:
    """One line: what it is, who made it, under which licence, from where."""

    kind: str
    title: str
    maker: str
    licence: str
    licence_url: str
    source_url: str
    place: Place | None
    """Where it is first shown; None for what belongs to the whole story."""


def credited(page: Any, first: Place, chapters: Iterable[Any]) -> list[Credit]:
    """Every picture, film and sound with a credit, once, in the order of the story.

    It reads what the page shows and asks the database nothing.
    """
    found = [
        _lead(page, first),
        *(_recording(one, None) for one in page.own_recordings),
        *(
            _line(one, section.place)
            for chapter in chapters
            for section in chapter.sections
            for one in _shown(section.content)
        ),
    ]
    # The same thing in several sections is told once.
    once = {(line.kind, line.title, line.maker): line for line in reversed(found) if _tells(line)}
    return list(reversed(once.values()))


def _shown(value: Any) -> list[Any]:
    """Recordings, and values of blocks that have a credit, however deep they stand."""
    found = gather(value, (Recording, StructValue))
    return [one for one in found if isinstance(one, Recording) or "credit" in one]


def _line(shown: Any, place: Place) -> Credit:
    return _recording(shown, place) if isinstance(shown, Recording) else _picture(shown, place)


def _recording(recording: Recording, place: Place | None) -> Credit:
    return Credit(
        kind=gettext("Film") if recording.type == "video" else gettext("Sound"),
        title=recording.title,
        maker=recording.credit or recording.creator,
        licence=recording.get_licence_display(),
        licence_url=recording.licence_url,
        source_url=getattr(recording, "source_url", ""),
        place=place,
    )


def _picture(value: Any, place: Place) -> Credit:
    image = value.get("image")
    return Credit(
        kind=gettext("Picture"),
        title=value.get("caption") or getattr(image, "contextual_alt_text", "") or "",
        maker=value.get("credit") or "",
        licence=str(dict(Licence.choices).get(value.get("licence") or "", "")),
        licence_url=getattr(value, "licence_url", ""),
        source_url=value.get("source_url") or "",
        place=place,
    )


def _lead(page: Any, first: Place) -> Credit:
    return Credit(
        kind=gettext("Picture"),
        title=page.lead_picture_alt,
        maker=page.lead_picture_credit,
        licence=page.get_lead_picture_licence_display(),
        licence_url=page.lead_picture_licence_url,
        source_url="",
        place=first,
    )


def _tells(line: Credit) -> bool:
    return bool(line.maker or line.licence or line.source_url)
