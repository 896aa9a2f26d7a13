"""What a strict reader finds wrong in the HTML of a page."""

from collections import Counter
from html.parser import HTMLParser


def _tags(names: str) -> set[str]:
    return {*names.split()}


VOID = _tags("area base br col embed hr img input link meta source track wbr")
PHRASES = _tags(
    "a abbr audio b bdi br button cite code em i img input kbd label mark picture q s select small"
    " source span strong sub sup svg textarea time u video wbr"
)
LISTS = {"ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd", "div"}, "tr": {"th", "td"}}
ANYWHERE = {"script", "template"}
CONTROLS = {"a", "button", "input", "select", "textarea", "summary"}
REFERENCES = ("aria-labelledby", "aria-controls", "aria-describedby", "for", "popovertarget")


def faults(html: str) -> list[str]:
    """Each fault in words; none in a page that every browser reads alike."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    twice = [name for name, times in Counter(reader.ids).items() if times > 1]
    lost = sorted(reader.wanted - {*reader.ids, "", "top"})
    return [
        *reader.found,
        *(f"“{tag}” stays open" for tag in reader.open),
        *(f"the id “{name}” is there twice" for name in twice),
        *(f"nothing has the id “{name}”" for name in lost),
        *_gaps(reader.headings),
    ]


def _gaps(levels: list[int]) -> list[str]:
    """Where a level of headings is left out, or there is not one of the first."""
    pairs = zip([0, *levels], levels, strict=False)
    gaps = [
        f"a heading {after} follows a {before}" for before, after in pairs if after > before + 1
    ]
    return gaps if levels.count(1) == 1 else [*gaps, f"{levels.count(1)} headings of level 1"]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[str] = []
        self.ids: list[str] = []
        self.wanted: set[str] = set()
        self.headings: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._look_at(tag, attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._look_at(tag, attrs)
        if "svg" not in {*self.open, tag}:
            self.found.append(f"“{tag}” is closed as only SVG may")

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.found.append(f"“/{tag}” at line {self.getpos()[0]} closes {self.open[-1:]}")

    def _look_at(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        parent = self.open[-1] if self.open else ""
        if len(given) < len(attrs):
            self.found.append(f"“{tag}” says something twice")
        if "p" in self.open and "svg" not in self.open and tag not in PHRASES | ANYWHERE:
            self.found.append(f"“{tag}” in a paragraph at line {self.getpos()[0]}")
        if parent in LISTS and tag not in LISTS[parent] | ANYWHERE:
            self.found.append(f"“{tag}” in “{parent}” at line {self.getpos()[0]}")
        if tag in CONTROLS and {"a", "button"} & {*self.open}:
            self.found.append(f"“{tag}” in a control at line {self.getpos()[0]}")
        if tag[:1] == "h" and tag[1:].isdigit() and "main" in self.open:
            self.headings.append(int(tag[1:]))
        self.ids += [given["id"] or ""] if "id" in given else []
        for name in REFERENCES:
            self.wanted |= set((given.get(name) or "").split())
        if tag == "a" and (given.get("href") or "").startswith("#"):
            self.wanted.add((given["href"] or "")[1:])
