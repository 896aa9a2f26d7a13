"""Pictures in a page: formats, sizes, focal points, and files that are lost."""

import re
from typing import Any

import pytest

from story_pages import pictures
from story_pages.pictures import FORMATS
from story_pages.tone import Tone

from .conftest import Maker, section
from .test_pages import shown


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
    # The contents show them small, and wait until they are opened.
    images = re.findall(r"<img .*?>", html.partition("<main")[2])
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
    assert re.findall(r'max-width: 48rem\)" type="(.*?)"', html) == ["image/avif"]


def test_pictures_are_made_before_the_first_reader_comes(
    story: Maker, image: Maker, django_capture_on_commit_callbacks: Any
) -> None:
    sky, table = image("sky"), image("table", (900, 600))
    page = story([section("One", backdrop={"picture": table.pk})], lead_picture=sky)

    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()

    # The thumbnail, and each width up to the first that is wide enough.
    assert [one.renditions.count() for one in (sky, table)] == [1 + 1, 1 + 3]
    assert set(Tone.objects.values_list("image", flat=True)) == {sky.pk, table.pk}


def test_a_picture_that_a_page_shows_often_is_reckoned_once(
    story: Maker, image: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    sky = image()
    sections = [section(f"Section {number}", backdrop={"picture": sky.pk}) for number in range(3)]
    told, made, asked = story(sections, lead_picture=sky), pictures._made, []

    def counted(shown: Any, specs: list[str]) -> dict[str, Any]:
        asked.append(specs)
        return made(shown, specs)

    monkeypatch.setattr(pictures, "_made", counted)

    html = shown(told)

    assert html.count('<picture class="picture"') == 4
    assert sorted(map(len, asked)) == [1, 1]  # the size of a small original, and the thumbnail
