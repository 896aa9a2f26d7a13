"""An export of Pageflow, paged or scrolled, as the draft of a story.

Its `entry.json` holds storylines, in them chapters, in them pages or sections; the files lie
beside it. What is written there by one release may be missing in the next: all is asked for
gently, and what has a shape that we do not know is noted.
"""

from typing import Any

from django.utils.html import escape
from django.utils.translation import gettext as _

from .draft import Draft, DraftChapter, DraftSection
from .inline import cleaned
from .pageflow_elements import Elements
from .pageflow_files import Files, dictionary, parsed
from .parcel import Parcel, Refused
from .slate import nodes, plain

ENTRY = "entry.json"
PLAYED = {"video": "video_file_id", "audio": "audio_file_id", "audio_loop": "audio_file_id"}
PLAIN_PAGES = {"background_image", "background_video"}


def read_pageflow(text: str, parcel: Parcel, *, folder: str = "") -> Draft:
    """The newest version of the entry: its draft, else what was last published.

    Its files are looked for beside it, in its folder.
    """
    try:
        entry = dictionary(parsed(text).get("entry"))
    except (ValueError, AttributeError, RecursionError) as error:
        told = _("entry.json is not what Pageflow writes: %(why)s")
        raise Refused(told % {"why": error}) from error
    revision = dictionary(entry.get("draft")) or dictionary(entry.get("last_publication"))
    if not isinstance(revision.get("components"), list):
        raise Refused(_("entry.json has no storylines: is this an export of a whole entry?"))
    files = Files(nodes(revision.get("file_usages")), parcel, folder=folder)
    return _Reader(entry, revision, files).draft


class _Reader:
    def __init__(self, entry: dict[str, Any], revision: dict[str, Any], files: Files) -> None:
        self._files = files
        self.draft = Draft(
            title=str(revision.get("title") or entry.get("title") or _("A story")),
            summary=" ".join(cleaned(str(revision.get("summary") or "")).split()),
            language=str(revision.get("locale") or ""),
            reading="paged" if entry.get("type_name", "paged") == "paged" else "scrolled",
        )
        self._elements = Elements(self.draft, self._files)
        storylines = [one for one in nodes(revision["components"]) if _kind(one) == "Storyline"]
        # The main storyline is marked; in old exports it is the first.
        storylines.sort(key=lambda one: (not _about(one).get("main"), _position(one)))
        for number, storyline in enumerate(storylines):
            for chapter in _inside(storyline, "chapters"):
                self._chapter(chapter, is_excursion=bool(number))

    def _chapter(self, row: dict[str, Any], *, is_excursion: bool) -> None:
        about = _about(row)
        title = str(about.get("title") or row.get("title") or "")
        sections = [*_inside(row, "sections"), *_inside(row, "pages")]
        if not title and not sections:
            return
        chapter = DraftChapter(
            title or _("Chapter %(number)s") % {"number": len(self.draft.chapters) + 1},
            plain(about.get("summary")),
            is_excursion=is_excursion,
        )
        self.draft.chapters.append(chapter)
        for one in sections:
            section = DraftSection()
            chapter.sections.append(section)
            (self._page if "template" in one else self._section)(chapter, section, one)

    # Scrolled

    def _section(self, chapter: DraftChapter, section: DraftSection, row: dict[str, Any]) -> None:
        about = _about(row)
        section.settings = {"hidden": about.get("hidden") is True}
        self._backdrop(section, dictionary(about.get("backdrop")) | _old_names(about))
        for element in _inside(row, "content_elements"):
            kind = str(element.get("type_name") or "?")
            self._elements.put(chapter, section, kind, _about(element))
        self._say_lost_backdrop(chapter, section, dictionary(about.get("backdrop")))

    def _backdrop(self, section: DraftSection, about: dict[str, Any]) -> None:
        found = {
            "picture": self._files.get("image", about.get("image")),
            "portrait": self._files.get("image", about.get("imageMobile")),
            "loop": self._files.get("video", about.get("video")),
            "portrait_loop": self._files.get("video", about.get("videoMobile")),
        }
        section.backdrop = {name: wanted for name, wanted in found.items() if wanted}

    def _say_lost_backdrop(
        self, chapter: DraftChapter, section: DraftSection, about: dict[str, Any]
    ) -> None:
        if about.get("color") or (str(about.get("image") or "").startswith("#")):
            why = _("Its colour is not one of ours; choose one that goes with the site.")
            self.draft.note(_("Backdrop"), why, chapter, section)
        elif any(about.values()) and not section.backdrop:
            self.draft.note(_("Backdrop"), _("Its file is lost."), chapter, section)

    # Paged

    def _page(self, chapter: DraftChapter, section: DraftSection, row: dict[str, Any]) -> None:
        about, kind = _about(row), str(row.get("template") or "?")
        section.heading = str(about.get("title") or "")
        self._backdrop(
            section,
            {
                "image": about.get("background_image_id"),
                "imageMobile": about.get("mobile_poster_image_id"),
                "video": None if kind == "video" else about.get("video_file_id"),
            },
        )
        lines = [str(about.get(name) or "") for name in ("tagline", "subtitle")]
        words = "".join(f"<p><b>{escape(line)}</b></p>" for line in lines if line)
        if words := words + cleaned(str(about.get("text") or "")):
            section.add("text", words)
        if kind in PLAYED:
            self._played(chapter, section, kind, about)
        elif kind not in PLAIN_PAGES:
            why = _("There is no such kind of page here; its words and backdrop were taken.")
            self.draft.note(kind, why, chapter, section)

    def _played(
        self, chapter: DraftChapter, section: DraftSection, kind: str, about: dict[str, Any]
    ) -> None:
        medium = "video" if kind == "video" else "audio"
        wanted = self._files.get(medium, about.get(PLAYED[kind]))
        if wanted:
            caption = str(about.get("additional_title") or "")
            section.add(medium, {"recording": wanted, "caption": caption})
        else:
            self.draft.note(kind, _("Its file is lost."), chapter, section)
        poster = self._files.get("image", about.get("poster_image_id"))
        if poster and not section.backdrop:
            section.backdrop["picture"] = poster


def _old_names(about: dict[str, Any]) -> dict[str, Any]:
    """Where the backdrop stands in the section itself."""
    names = {
        "backdropImage": "image",
        "backdropVideo": "video",
        "backdropImageMobile": "imageMobile",
    }
    return {new: about[old] for old, new in names.items() if about.get(old)}


def _about(row: dict[str, Any]) -> dict[str, Any]:
    return dictionary(row.get("configuration"))


def _inside(row: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found = nodes(dictionary(row.get("components")).get(name))
    return sorted(found, key=_position)


def _position(row: dict[str, Any]) -> float:
    position = row.get("position")
    return position if isinstance(position, int | float) else 0


def _kind(row: dict[str, Any]) -> str:
    return str(row.get("class_name") or "").rpartition("::")[2]
