"""Pictures in a page: formats, sizes, focal points, and files that are lost."""

import re

import pytest

from story_pages.pictures import FORMATS, SPECS

from .conftest import Maker, section
from .test_pages import shown

pytestmark = pytest.mark.filterwarnings(
    "ignore:Unclosed file <tempfile:ResourceWarning",
    "ignore::pytest.PytestUnraisableExceptionWarning",
)


def test_a_picture_whose_file_is_lost_leaves_no_hole(story: Maker, image: Maker) -> None:
    lost = image()
    lost.file.storage.delete(lost.file.name)

    html = shown(story([section("One", backdrop={"picture": lost.pk})], lead_picture=lost))

    assert "<img" not in html


def test_pictures_come_in_modern_formats_with_their_size_and_only_the_first_at_once(
    story: Maker, image: Maker
) -> None:
    html = shown(
        story([section("One", backdrop={"picture": image("Two").pk})], lead_picture=image())
    )

    assert re.findall(r'<source type="(.*?)"', html) == ["image/webp"] * 2
    images = re.findall(r"<img .*?>", html)
    assert ['fetchpriority="high"' in one for one in images] == [True, False]
    assert ['loading="lazy"' in one for one in images] == [False, True]
    assert all('width="90" height="60"' in one for one in images)


def test_the_focal_point_decides_what_stays_in_view(story: Maker, image: Maker) -> None:
    sky = image()
    sky.focal_point_x, sky.focal_point_y = 80, 5
    sky.focal_point_width = sky.focal_point_height = 4
    sky.save()

    assert 'data-focus-x="right" data-focus-y="top"' in shown(story(lead_picture=sky))


def test_an_upright_picture_is_offered_to_upright_screens(story: Maker, image: Maker) -> None:
    upright = image("Upright", (60, 90))

    html = shown(story(lead_picture=image(), lead_portrait=upright))

    sources = re.findall(
        r'<source media="\(orientation: portrait\)".*?width="60" height="90">', html
    )
    assert len(sources) == len(FORMATS)


def test_pictures_can_be_made_before_the_first_reader_comes(story: Maker, image: Maker) -> None:
    sky, table = image("sky"), image("table")
    page = story([section("One", backdrop={"picture": table.pk})], lead_picture=sky)

    page.prepare_pictures()

    assert [one.renditions.count() for one in (sky, table)] == [len(SPECS)] * 2
