"""Which addresses of a page are files of ours."""

import pytest

from story_pages.taking_out.shelf import Shelf

ROOT = "https://learning.example/"


@pytest.mark.parametrize(
    ("address", "name"),
    [
        (f"{ROOT}media/images/a%20tower.webp?v=2#top", "media/images/a tower.webp"),
        (f"{ROOT}static/story_pages/bar.css", "static/story_pages/bar.css"),
        (f"{ROOT}media/../secret", ""),
        (f"{ROOT}media/%2e%2e/secret", ""),
        (f"{ROOT}media//etc/passwd", ""),
        (f"{ROOT}media/%2Fetc/passwd", ""),
        (f"{ROOT}media/nothing%00here", ""),
        (f"{ROOT}media/", ""),
        ("https://elsewhere.example/media/a.webp", ""),
    ],
)
def test_a_file_of_ours_has_a_name_below_its_folder(address: str, name: str) -> None:
    assert Shelf(ROOT).name_of(address) == name
