"""The files of a Pageflow export: which element wants which, whose they are, where they lie."""

import json
import re
from typing import Any

from .draft import Wanted, Words
from .inline import safe_url
from .parcel import Parcel

FOLDERS = {
    "Pageflow::ImageFile": ("image_files", "image"),
    "Pageflow::VideoFile": ("video_files", "video"),
    "Pageflow::AudioFile": ("audio_files", "audio"),
    "Pageflow::TextTrackFile": ("text_track_files", "track"),
}
LICENCES = {
    "cc_by_4": "by",
    "cc_by_sa_4": "by-sa",
    "cc_by_nc_4": "by-nc",
    "cc_by_nc_sa_4": "by-nc-sa",
    "cc_by_nd_4": "by-nd",
    "cc_by_nc_nd_4": "by-nc-nd",
}
ATTACHMENT = "attachment_on_s3"
# What no database and no page holds: NUL, and half of a sign that takes two.
NO_TEXT = re.compile(r"[\0\ud800-\udfff]")
DEEPEST = 200
"""Of so many levels may what an export says consist; real ones have some twenty."""


class Files:
    """The files of one revision, each by its kind and the number by which elements call it."""

    def __init__(self, usages: list[dict[str, Any]], parcel: Parcel, *, folder: str = "") -> None:
        self._parcel, self._above = parcel, f"{folder}/" if folder else ""
        self._tracks: dict[tuple[str, int | str], list[Words]] = {}
        self._found: dict[tuple[str, int], Wanted] = {}
        known = [
            one
            for one in usages
            if isinstance(one.get("file"), dict) and str(one.get("file_type")) in FOLDERS
        ]
        for usage in known:
            if usage["file_type"] == "Pageflow::TextTrackFile":
                self._keep_track(usage)
        for usage in known:
            if usage["file_type"] != "Pageflow::TextTrackFile":
                self._keep(usage)

    def get(self, kind: str, number: Any) -> Wanted | None:
        """The file of a kind (image, video, audio) that an element means by a number."""
        try:
            return self._found.get((kind, int(number)))
        except (TypeError, ValueError, OverflowError):
            return None

    def _keep(self, usage: dict[str, Any]) -> None:
        file, about = usage["file"], dictionary(usage.get("configuration"))
        about = dictionary(file.get("configuration")) | about
        folder, kind = FOLDERS[usage["file_type"]]
        place = f"{self._above}{folder}/{_number(file, 'id')}/"
        name = str(file.get(f"{ATTACHMENT}_file_name") or "")
        wanted = Wanted(
            self._parcel.below(place) or place + name,
            kind,
            title=str(usage.get("display_name") or name).rpartition(".")[0] or name,
            alt=str(about.get("alt") or ""),
            credit=str(about.get("rights") or file.get("rights") or "")[:200],
            licence=LICENCES.get(str(about.get("license") or ""), ""),
            # It becomes a link of the page: none that runs a script.
            source_url=(safe_url(str(about.get("source_url") or "")) or "")[:500],
            tracks=tuple(self._tracks.get((usage["file_type"], _number(file, "id")), ())),
        )
        # Older exports call a file by its id, newer ones by a number that a copy keeps.
        for number in (usage.get("file_perma_id"), file.get("id")):
            if isinstance(number, int):
                self._found.setdefault((kind, number), wanted)

    def _keep_track(self, usage: dict[str, Any]) -> None:
        file, about = usage["file"], dictionary(usage.get("configuration"))
        about = dictionary(file.get("configuration")) | about
        above = (str(file.get("parent_file_model_type")), _number(file, "parent_file_id"))
        name = self._parcel.below(f"{self._above}text_track_files/{_number(file, 'id')}/")
        language = str(about.get("srclang") or "")[:20]
        if name and language:
            kind = str(about.get("kind") or "captions")
            self._tracks.setdefault(above, []).append(Words(name, language, kind))


def parsed(text: str) -> Any:
    """What JSON says, with a sign for what is unknown in place of what cannot be kept."""
    return _kept(json.loads(text))


def dictionary(value: Any) -> dict[str, Any]:
    """A configuration as it is meant, also where it was written as text."""
    if isinstance(value, str):
        try:
            value = parsed(value)
        except (ValueError, RecursionError):
            return {}
    return value if isinstance(value, dict) else {}


def _kept(value: Any, depth: int = 0) -> Any:
    # Python's own bound is another in each of its versions.
    if depth > DEEPEST:
        raise RecursionError(f"recursion depth above {DEEPEST}")
    if isinstance(value, str):
        return NO_TEXT.sub("\ufffd", value)
    if isinstance(value, list):
        return [_kept(one, depth + 1) for one in value]
    if isinstance(value, dict):
        return {_kept(name): _kept(one, depth + 1) for name, one in value.items()}
    return value


def _number(file: dict[str, Any], name: str) -> int | str:
    found = file.get(name)
    return found if isinstance(found, int | str) else 0
