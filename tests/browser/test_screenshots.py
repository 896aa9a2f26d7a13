"""The pictures of the README and the docs: taken from the demo, so that they are never old."""

import io
import os
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image

from tests.browser.conftest import Visitor
from tests.browser.kinds import address

pytestmark = pytest.mark.browser

FOLDER = os.environ.get("SHOTS", "")


class Shot(NamedTuple):
    name: str
    kind: str
    language: str = "en"
    width: int = 1280
    scheme: str = "light"


SHOTS = [
    Shot("home", "home"),
    Shot("home-dark-phone", "home", "nl", width=390, scheme="dark"),
    Shot("home-arabic", "home", "ar"),
    Shot("story", "story"),
    Shot("article", "article"),
    Shot("agenda", "agenda"),
    Shot("event", "gathering"),
    Shot("directory", "directory"),
    Shot("organisation", "organisation"),
]


@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.name)
def test_screenshots_show_something(visit: Visitor, site: str, tmp_path: Path, shot: Shot) -> None:
    path = address(site, shot.kind, shot.language)
    page = visit(path, language=shot.language, width=shot.width, scheme=shot.scheme).page
    page.wait_for_load_state("networkidle")

    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")

    file = Path(FOLDER or tmp_path) / f"{shot.name}.webp"
    picture.save(file, quality=80, method=6)
    assert len(picture.getcolors(maxcolors=1_100_000) or []) > 8
    assert file.stat().st_size < 150_000
