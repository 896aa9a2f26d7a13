"""Files as people upload them: zips, and an export of Pageflow."""

import json
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from PIL import Image as Drawing

Zipper = Callable[[dict[str, Any]], BytesIO]


@pytest.fixture
def zipped() -> Zipper:
    def make(files: dict[str, Any]) -> BytesIO:
        place = BytesIO()
        with ZipFile(place, "w", ZIP_DEFLATED) as archive:
            for name, content in files.items():
                data = json.dumps(content) if isinstance(content, dict) else content
                archive.writestr(name, data)
        place.seek(0)
        return place

    return make


@pytest.fixture
def png() -> bytes:
    file = BytesIO()
    Drawing.new("RGB", (90, 60), "teal").save(file, "PNG")
    return file.getvalue()


def leaf(text: str, **marks: bool) -> dict[str, Any]:
    return {"text": text, **marks}


def paragraph(*leaves: Any, kind: str = "paragraph") -> dict[str, Any]:
    return {"type": kind, "children": list(leaves)}


def usage(row: str, number: int, name: str, **about: Any) -> dict[str, Any]:
    """A file of the export; its elements call it by a number that is not its id."""
    file = {"id": number, "attachment_on_s3_file_name": name, "rights": about.pop("rights", "")}
    file |= {key: about.pop(key) for key in ("parent_file_id",) if key in about}
    file["parent_file_model_type"] = "Pageflow::VideoFile"
    return {
        "file_type": f"Pageflow::{row}",
        "file_perma_id": number + 100,
        "configuration": about,
        "file": file,
    }


def entry(storylines: list[dict[str, Any]], *files: dict[str, Any], kind: str) -> dict[str, Any]:
    revision = {"title": "A city", "locale": "en", "file_usages": list(files)}
    draft = revision | {"components": storylines}
    return {"entry": {"title": "A city", "type_name": kind, "draft": draft}}


def scrolled(*elements: tuple[str, dict[str, Any]], **section: Any) -> list[dict[str, Any]]:
    """One storyline with one chapter with one section."""
    rows = [
        {"type_name": name, "position": number, "configuration": about}
        for number, (name, about) in enumerate(elements)
    ]
    one = {"configuration": section, "components": {"content_elements": rows}}
    chapter = {"configuration": {"title": "Streets"}, "components": {"sections": [one]}}
    return [
        {
            "class_name": "PageflowScrolled::Storyline",
            "configuration": {"main": True},
            "components": {"chapters": [chapter]},
        }
    ]
