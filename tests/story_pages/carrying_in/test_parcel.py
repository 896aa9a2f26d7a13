"""What people upload is looked at before it is read."""

import stat
import tracemalloc
from io import BytesIO
from typing import Any
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZipFile, ZipInfo

import pytest

from story_pages.carrying_in.parcel import Parcel, Refused

from .conftest import Zipper


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a\\..\\..\\b", "C:/b"])
def test_a_name_that_leads_out_of_the_zip_is_refused(zipped: Zipper, name: str) -> None:
    with pytest.raises(Refused, match="leads out"):
        Parcel("story.zip", zipped({"story.md": "# One", name: "x"}))


def test_a_link_is_refused() -> None:
    place = BytesIO()
    with ZipFile(place, "w") as archive:
        link = ZipInfo("picture.png")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")

    with pytest.raises(Refused, match="leads out"):
        Parcel("story.zip", place)


def test_what_would_grow_beyond_measure_is_refused(zipped: Zipper) -> None:
    with pytest.raises(Refused, match="beyond measure"):
        Parcel("story.zip", zipped({"zeros.txt": bytes(30_000_000)}))


def test_what_is_larger_than_the_site_allows_is_refused(zipped: Zipper, settings: Any) -> None:
    settings.STORY_PAGES_CARRY_IN_LIMIT = 1000

    with pytest.raises(Refused, match="larger than"):
        Parcel("story.zip", zipped({"a.txt": "a" * 600, "b.txt": "b" * 600}))


def test_what_is_no_zip_and_what_is_no_text_is_refused_in_words() -> None:
    with pytest.raises(Refused, match="no zip"):
        Parcel("story.zip", BytesIO(b"not a zip"))
    with pytest.raises(Refused, match="UTF-8"):
        Parcel("story.md", BytesIO(b"\xff\xfe\x00")).text("story.md")


def test_a_zip_that_is_broken_inside_is_refused_in_words() -> None:
    place = BytesIO()
    with ZipFile(place, "w", ZIP_DEFLATED) as archive:
        archive.writestr("story.md", " ".join(map(str, range(2000))))
    data = bytearray(place.getvalue())
    data[80:400] = b"\xff" * 320

    with pytest.raises(Refused, match="cannot be unpacked"):
        Parcel("story.zip", BytesIO(data)).text("story.md")


def test_a_zip_of_a_kind_that_nobody_knows_is_refused_in_words(zipped: Zipper) -> None:
    data = bytearray(zipped({"story.md": "# One"}).getvalue())
    data[data.find(b"PK\x01\x02") + 6] = 99

    with pytest.raises(Refused, match="no zip"):
        Parcel("story.zip", BytesIO(data))


@pytest.mark.parametrize("packed", [ZIP_BZIP2, ZIP_LZMA], ids=["bzip2", "lzma"])
def test_what_cannot_be_unpacked_bit_by_bit_is_refused(packed: int) -> None:
    place = BytesIO()
    with ZipFile(place, "w", packed) as archive:
        archive.writestr("story.md", "# One")

    with pytest.raises(Refused, match="ordinary zip"):
        Parcel("story.zip", place)


def test_a_zip_that_lies_about_its_size_fills_no_memory() -> None:
    place = BytesIO()
    with ZipFile(place, "w", ZIP_DEFLATED) as archive:
        archive.writestr("story.md", bytes(50_000_000))
    data = bytearray(place.getvalue())
    size = (50_000_000).to_bytes(4, "little")
    data = data.replace(size, (1000).to_bytes(4, "little"))

    tracemalloc.start()
    with pytest.raises(Refused):
        Parcel("story.zip", BytesIO(data)).read("story.md")
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 5_000_000


@pytest.mark.parametrize("is_said", [True, False])
def test_names_with_accents_are_found_as_people_type_them(is_said: bool) -> None:
    place = BytesIO()
    with ZipFile(place, "w") as archive:
        archive.writestr("cafe\u0301.png", b"picture")
    data = bytearray(place.getvalue())
    if not is_said:
        # The bit that says UTF-8 is in the high byte of the flags: of the file, and of the list.
        for mark, at in ((b"PK\x03\x04", 7), (b"PK\x01\x02", 9)):
            data[data.find(mark) + at] = 0

    assert Parcel("story.zip", BytesIO(data)).read("caf\u00e9.png") == b"picture"


def test_a_file_without_a_name_is_passed_over(zipped: Zipper) -> None:
    data = bytearray(zipped({"a.md": "# One", "b.md": "# Two"}).getvalue())
    listed = data.rindex(b"PK\x01\x02")
    # What was the name is a comment now.
    data[listed + 28], data[listed + 32] = 0, len("b.md")

    assert list(Parcel("story.zip", BytesIO(data)).names()) == ["a.md"]


def test_a_sign_that_no_database_holds_is_told_as_unknown() -> None:
    assert Parcel("a.md", BytesIO(b"A\0b")).text("a.md") == "A\ufffdb"
