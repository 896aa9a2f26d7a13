"""An outline in plain text, in the manner of Markdown, as the draft of a story.

`# chapter`, `## section`, `### heading`, paragraphs, `> quotation` (last line `— who`),
`- list` or `1. list`, `![what it shows](file "caption")`; the caption `backdrop` puts the picture
behind the section. A paragraph that is one link becomes a button. Above all: `title: …`,
`summary: …`, `language: …`.
"""

import re
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from story_pages.examining import why_unplayable

from .draft import Draft, DraftChapter, DraftSection, Wanted
from .inline import inline, only_link, refused_links

HEAD = re.compile(r"^(title|summary|lede|language)\s*:\s*(.*)$", re.IGNORECASE)
HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
FILE = re.compile(r"^!\[([^\]]*)\]\(\s*<?([^)\">]+?)>?\s*(?:\"([^\"]*)\")?\s*\)$")
ITEM = re.compile(r"^\s*(?:([-*+])|\d+[.)])\s+(.*)$")
RULE = re.compile(r"([-*_]\s*){3,}")
KINDS = {
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".svg"), "image"),
    **dict.fromkeys((".mp4", ".m4v", ".webm"), "video"),
    **dict.fromkeys((".mp3", ".m4a", ".aac", ".ogg", ".oga", ".opus", ".flac", ".wav"), "audio"),
    # Known, so that its editor is told why it is not taken.
    **dict.fromkeys((".avi", ".mov", ".mkv", ".wmv", ".mpg", ".mpeg", ".flv", ".ogv"), "video"),
    **dict.fromkeys((".wma", ".aif", ".aiff", ".mid"), "audio"),
}
BACKDROP = "backdrop"


def read_outline(text: str, *, name: str = "", folder: str = "") -> Draft:
    """The story that an outline tells; files are looked for beside it, in its folder."""
    reader = _Reader(folder)
    lines = text.replace("\r\n", "\n").split("\n")
    reader.read(lines)
    draft = reader.draft
    draft.title = draft.title or PurePosixPath(name).stem.replace("-", " ").replace("_", " ")
    draft.reading = "scrolled"
    return draft


class _Reader:
    def __init__(self, folder: str) -> None:
        self.draft = Draft()
        self._folder = PurePosixPath(folder)
        self._line = 1
        """Where what is being read begins."""
        self._headings: dict[str, int] = {}
        """Of sections, with the line of each."""
        self._is_stray = True
        """Whether no heading stands above."""

    def read(self, lines: list[str]) -> None:
        """Line after line; what belongs together is a block without empty lines."""
        above = self._head(lines)
        block: list[str] = []
        for number, line in enumerate([*lines[above:], ""], start=above + 1):
            is_alone = HEADING.match(line) or FILE.match(line.strip())
            if (not line.strip() or is_alone) and block:
                self._block(block)
                block = []
            if not block:
                self._line = number
            if is_alone:
                self._block([line.strip()])
            elif line.strip():
                block.append(line.rstrip())

    def _head(self, lines: list[str]) -> int:
        """Takes what stands above all: so many lines."""
        for number, line in enumerate(lines):
            found = HEAD.match(line)
            if line.strip() and not found:
                return number
            if found:
                setattr(self.draft, found[1].lower(), found[2].strip())
        return len(lines)

    @property
    def _chapter(self) -> DraftChapter:
        if not self.draft.chapters:
            self.draft.chapters.append(DraftChapter(self.draft.title or _("Beginning")))
        return self.draft.chapters[-1]

    @property
    def _section(self) -> DraftSection:
        if not self._chapter.sections:
            self._chapter.sections.append(DraftSection())
        return self._chapter.sections[-1]

    def _note(self, what: str, why: str, *, below: int = 0) -> None:
        """What is told stands so many lines below the first of what is being read."""
        line = self._line + below
        self.draft.note(what, why, self._chapter, self._section, line=line)

    def _block(self, block: list[str]) -> None:
        if len(block) == 1 and RULE.fullmatch(block[0]):
            return
        heading = HEADING.match(block[0])
        if self._is_stray and not heading:
            why = _("It stands before the first heading and became a section of its own.")
            self._note(block[0][:60], why)
        self._is_stray = False
        if heading:
            self._heading(len(heading[1]), heading[2])
        elif file := FILE.match(block[0]):
            self._file(file[1].strip(), file[2].strip(), file[3] or "")
        elif block[0].startswith(">"):
            self._quote([line.lstrip("> ").strip() for line in block])
        elif all(ITEM.match(line) or line.startswith((" ", "\t")) for line in block):
            self._list(block)
        else:
            self._paragraph(block)

    def _heading(self, level: int, words: str) -> None:
        if level == 1:
            self.draft.chapters.append(DraftChapter(words))
        elif level == 2:
            self._chapter.sections.append(DraftSection(words))
            above = self._headings.setdefault(words.casefold(), self._line)
            if words and above != self._line:
                why = _("Line %(line)s has the same heading; give one of the two another.")
                self._note(words, why % {"line": above})
        else:
            self._section.add("heading", words)

    def _file(self, alt: str, name: str, caption: str) -> None:
        kind = KINDS.get(PurePosixPath(name).suffix.lower())
        if kind is None or re.match(r"\w+://", name):
            why = _("Only pictures, films and sounds that lie beside the outline are taken.")
            self._note(name, why)
            return
        if kind != "image" and (why := why_unplayable(name, kind=kind)):
            self._note(name, why)
            return
        title = alt or PurePosixPath(name).stem
        wanted = Wanted(str(self._folder / name), kind, title=title, alt=alt)
        if caption == BACKDROP and kind != "audio":
            self._section.backdrop["loop" if kind == "video" else "picture"] = wanted
        elif kind == "image":
            self._section.add("image", image_value(wanted, caption))
        else:
            self._section.add(kind, {"recording": wanted, "caption": caption})

    def _quote(self, lines: list[str]) -> None:
        who = ""
        if len(lines) > 1 and lines[-1].startswith(("—", "–", "-- ")):
            who = lines.pop().lstrip("—–- ")
        self._section.add("quote", {"text": " ".join(lines).strip(), "who": who})

    def _list(self, lines: list[str]) -> None:
        first = ITEM.match(lines[0])
        items: list[str] = []
        self._refuse_links(lines)
        for line in lines:
            if item := ITEM.match(line):
                items.append(item[2])
            elif items:
                items[-1] += f" {line.strip()}"
        tag = "ul" if first and first[1] else "ol"
        told = "".join(f"<li>{inline(item)}</li>" for item in items)
        self._words(f"<{tag}>{told}</{tag}>")

    def _paragraph(self, lines: list[str]) -> None:
        text = " ".join(line.strip() for line in lines)
        if link := only_link(text):
            self._section.add("link", {"label": link[0], "url": link[1]})
            return
        if text.startswith(("|", "<", "```")):
            why = _("It stands as it was written; make of it what fits.")
            self._note(text[:60], why)
        self._refuse_links(lines)
        self._words(f"<p>{inline(text)}</p>")

    def _refuse_links(self, lines: list[str]) -> None:
        for label, address in refused_links(" ".join(line.strip() for line in lines)):
            below = next(number for number, line in enumerate(lines) if address in line)
            why = _("Such a link is not taken; its words stand without it.")
            self._note(f"[{label}]({address[:60]})", why, below=below)

    def _words(self, html: str) -> None:
        """Paragraphs that follow each other are one text."""
        elements = self._section.elements
        if elements and elements[-1]["type"] == "text":
            elements[-1]["value"] += html
        else:
            self._section.add("text", html)


def image_value(wanted: Wanted, caption: str = "") -> dict[str, object]:
    """The value of an image element, with what the file says of itself."""
    return {
        "image": {"image": wanted, "alt_text": wanted.alt, "decorative": not wanted.alt},
        "caption": caption,
        "credit": wanted.credit,
        "licence": wanted.licence,
        "source_url": wanted.source_url,
    }
