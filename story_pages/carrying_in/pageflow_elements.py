"""The elements of Pageflow's scrolled stories: which of ours tells the same."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from .draft import Draft, DraftChapter, DraftSection, Wanted
from .inline import only_link
from .pageflow_files import Files, dictionary
from .plain import image_value
from .slate import html, nodes, parts, plain

# What is there already, on every page.
NEEDLESS = {"soundDisclaimer"}
LARGEST_COUNTED = 10**15


class Elements:
    """Puts elements into a section; what it does not know it notes, with its words."""

    def __init__(self, draft: Draft, files: Files) -> None:
        self._draft, self._files = draft, files
        self._known: dict[str, Callable[[DraftSection, dict[str, Any]], bool]] = {
            "heading": self._heading,
            "textBlock": self._text,
            "inlineImage": self._image,
            "inlineVideo": self._video,
            "inlineAudio": self._audio,
            "quote": self._quote,
            "question": self._question,
            "counter": self._counter,
            "imageGallery": self._gallery,
            "inlineBeforeAfter": self._before_after,
            "externalLinkList": self._links,
            **dict.fromkeys(
                ("iframeEmbed", "videoEmbed", "twitterEmbed", "tikTokEmbed", "socialEmbed"),
                self._elsewhere,
            ),
            "dataWrapperChart": self._elsewhere,
        }

    def put(
        self, chapter: DraftChapter, section: DraftSection, kind: str, about: dict[str, Any]
    ) -> None:
        if kind in NEEDLESS:
            return
        known = self._known.get(kind)
        if known is None:
            words = " ".join(filter(None, (plain(value) for value in _texts(about))))
            why = _("There is no such element here; it was left out.")
            if words:
                why += " " + _("Its words: %(words)s") % {"words": words[:500]}
            self._draft.note(kind, why, chapter, section)
        elif not known(section, about):
            self._draft.note(kind, _("It was empty, or its file is lost."), chapter, section)

    def _heading(self, section: DraftSection, about: dict[str, Any]) -> bool:
        words = plain(about.get("value")) or plain(about.get("children"))
        if not words:
            return False
        if section.heading or section.elements:
            section.add("heading", words)
        else:
            section.heading = words
        for name in ("tagline", "subtitle"):
            if line := plain(about.get(name)):
                section.add("text", html([{"children": [{"text": line, "bold": True}]}]))
        return True

    def _text(self, section: DraftSection, about: dict[str, Any]) -> bool:
        found = list(parts(about.get("value")))
        for kind, value in found:
            section.add(kind, {"text": value} if kind == "quote" else value)
        return bool(found)

    def _image(self, section: DraftSection, about: dict[str, Any]) -> bool:
        wanted = self._files.get("image", about.get("id"))
        if wanted is None:
            return False
        portrait = self._files.get("image", about.get("portraitId"))
        value = image_value(wanted, plain(about.get("caption")))
        value |= {"portrait": portrait, "zoom": about.get("enableFullscreen") is True}
        section.add("image", value)
        return True

    def _video(self, section: DraftSection, about: dict[str, Any]) -> bool:
        modes = {"autoplay": "seen", "autoplayIfUnmuted": "seen", "loop": "loop"}
        mode = modes.get(str(about.get("playbackMode")), "manual")
        return self._recording(section, "video", about, {"mode": mode})

    def _audio(self, section: DraftSection, about: dict[str, Any]) -> bool:
        return self._recording(section, "audio", about, {})

    def _recording(
        self, section: DraftSection, kind: str, about: dict[str, Any], more: dict[str, str]
    ) -> bool:
        wanted = self._files.get(kind, about.get("id"))
        if wanted:
            value = {"recording": wanted, "caption": plain(about.get("caption")), **more}
            section.add(kind, value)
        return bool(wanted)

    def _quote(self, section: DraftSection, about: dict[str, Any]) -> bool:
        words = plain(about.get("text"))
        if words:
            section.add("quote", {"text": words, "who": plain(about.get("attribution"))})
        return bool(words)

    def _question(self, section: DraftSection, about: dict[str, Any]) -> bool:
        question, answer = plain(about.get("question")), html(about.get("answer"))
        if question and answer:
            value = {"question": question, "answer": answer}
            section.add("question_answer", {"questions": [value]})
        return bool(question and answer)

    def _counter(self, section: DraftSection, about: dict[str, Any]) -> bool:
        value, unit = about.get("targetValue"), str(about.get("unit") or "")
        if not isinstance(value, int | float) or not abs(value) < LARGEST_COUNTED:
            return False
        number = f"{value:.{_small(about.get('decimalPlaces'))}f}"
        is_before = about.get("unitPlacement") == "leading"
        told = (unit, number) if is_before else (number, unit)
        section.add(
            "big_number",
            {"number": " ".join(filter(None, told)), "label": plain(about.get("description"))},
        )
        return True

    def _gallery(self, section: DraftSection, about: dict[str, Any]) -> bool:
        captions = about.get("captions") if isinstance(about.get("captions"), dict) else {}
        found: list[tuple[Wanted, str]] = []
        for item in nodes(about.get("items")):
            wanted = self._files.get("image", item.get("image") or item.get("imageId"))
            if wanted:
                found.append((wanted, plain((captions or {}).get(str(item.get("id"))))))
        if found:
            section.add("gallery", {"pictures": [image_value(*one) for one in found]})
        return bool(found)

    def _before_after(self, section: DraftSection, about: dict[str, Any]) -> bool:
        before = self._files.get("image", about.get("before_id"))
        after = self._files.get("image", about.get("after_id"))
        if not before or not after:
            return False
        value = {
            "before": image_value(before)["image"],
            "before_label": str(about.get("before_label") or ""),
            "after": image_value(after)["image"],
            "after_label": str(about.get("after_label") or ""),
            "caption": plain(about.get("caption")),
            "credit": before.credit,
        }
        section.add("before_after", value)
        return True

    def _links(self, section: DraftSection, about: dict[str, Any]) -> bool:
        texts, targets = dictionary(about.get("itemTexts")), dictionary(about.get("itemLinks"))
        items = nodes(about.get("links"))
        found = [(one, dictionary(texts.get(str(one.get("id"))))) for one in items]
        for item, words in found:
            goal = dictionary(targets.get(str(item.get("id"))))
            address = str(item.get("url") or goal.get("href") or "")
            _link(section, plain(item.get("title") or words.get("title")), address)
        return bool(found)

    def _elsewhere(self, section: DraftSection, about: dict[str, Any]) -> bool:
        """What others' sites show: a link to it, until an editor embeds it behind consent."""
        names = ("url", "source", "videoSource")
        address = next((str(about[name]) for name in names if about.get(name)), "")
        return _link(section, plain(about.get("title") or about.get("caption")), address)


def _link(section: DraftSection, label: str, address: str) -> bool:
    is_good = only_link(f"[x]({address})") is not None
    if is_good:
        section.add("link", {"label": (label or address)[:255], "url": address})
    return is_good


def _texts(about: dict[str, Any]) -> list[Any]:
    """What looks like rich text, however deep."""
    found: list[Any] = []
    for value in about.values():
        if isinstance(value, dict):
            found += _texts(value)
        elif isinstance(value, list) and any("children" in one for one in nodes(value)):
            found.append(value)
        else:
            found += [text for one in nodes(value) for text in _texts(one)]
    return found


def _small(value: Any) -> int:
    text = str(value)
    return min(int(text), 6) if text.isascii() and text.isdigit() else 0
