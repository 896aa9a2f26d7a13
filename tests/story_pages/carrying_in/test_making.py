"""A draft becomes a page that only editors see, with its files and comments."""

from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from PIL import Image as Drawing
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    Comment,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
)

from story_pages.models import Recording, StoryIndexPage, StoryPage
from tests.story_pages.media_files import FILM

from .conftest import Zipper, entry, scrolled, usage
from .test_pageflow import ALL, FILES

pytestmark = pytest.mark.django_db
VTT = b"WEBVTT\n\n00:00.500 --> 00:04.000\nShips come in.\n"


@pytest.fixture
def export(zipped: Zipper, png: bytes) -> BytesIO:
    sounds = [("inlineAudio", {"id": number}) for number in (104, 105)]
    data = entry(
        scrolled(*ALL, *sounds, backdrop={"image": 101}),
        *FILES,
        usage("TextTrackFile", 6, "nl.vtt", parent_file_id=2, srclang="nl", kind="captions"),
        usage("AudioFile", 4, "bells.wma"),
        usage("AudioFile", 5, "gulls.mp3"),
        kind="scrolled",
    )
    return zipped(
        {
            "entry.json": data,
            "image_files/1/attachment_on_s3/ship.png": png,
            "video_files/2/attachment_on_s3/sea.mp4": FILM.read_bytes(),
            "text_track_files/3/attachment_on_s3/en.vtt": VTT,
            "text_track_files/6/attachment_on_s3/nl.vtt": b"A letter.",
            "audio_files/4/attachment_on_s3/bells.wma": b"sound",
            "audio_files/5/attachment_on_s3/gulls.mp3": FILM.read_bytes(),
        }
    )


def uploaded(client: Client, index: Page, file: BytesIO, **more: Any) -> Any:
    upload = SimpleUploadedFile("export.zip", file.getvalue())
    return client.post(reverse("story_pages_carry_in", args=[index.pk]), {"file": upload, **more})


def drawn(kind: str) -> bytes:
    file = BytesIO()
    Drawing.effect_noise((300, 200), 50).convert("RGB").save(file, kind)
    return file.getvalue()


HOLED = drawn("PNG")[:40] + bytes(50) + drawn("PNG")[90:]
ENDLESS = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" width="nan"/>'


def test_an_editor_carries_a_story_in(
    index: StoryIndexPage, export: BytesIO, admin_client: Client
) -> None:
    listed = admin_client.get(reverse("wagtailadmin_explore", args=[index.pk])).content.decode()
    response = uploaded(admin_client, index, export)

    assert reverse("story_pages_carry_in", args=[index.pk]) in listed
    page = StoryPage.objects.get()
    film = Recording.objects.get()
    assert response.headers["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert (page.live, page.has_unpublished_changes, page.slug) == (False, True, "a-city")
    assert page.chapters[0].value["sections"][0].value["backdrop"]["picture"].title == "ship"
    assert "Ships come in." in film.spoken_words
    assert get_image_model().objects.get().description == "A ship at sea"
    assert admin_client.get(response.headers["Location"]).status_code == 200


def test_what_was_not_clear_is_a_comment_at_its_place_and_no_hole(
    index: StoryIndexPage, export: BytesIO, admin_client: Client, client: Client
) -> None:
    uploaded(admin_client, index, export)

    page = StoryPage.objects.get()
    comments = list(Comment.objects.filter(page=page).order_by("pk"))
    section = page.chapters[0].value["sections"][0]
    told = [one.text.rpartition("/")[2] for one in comments]
    names = ["vrImage", "inlineImage", "nl.vtt", "bells.wma", "gulls.mp3"]
    assert [one.partition(". ")[0] for one in told] == names
    assert told[2] == "nl.vtt. These are no captions."
    assert "It is of another kind than its name says" in comments[-1].text
    assert all(one.has_valid_contentpath(page) for one in comments)
    assert [one.block_type for one in section.value["elements"]].count("audio") == 0
    page.get_latest_revision().publish()
    assert "vrImage" not in client.get(page.url).content.decode()


def test_looking_first_makes_nothing(
    index: StoryIndexPage, export: BytesIO, admin_client: Client
) -> None:
    response = uploaded(admin_client, index, export, only_look="on")

    html = response.content.decode()
    assert "“A city” – chapters: 1, sections: 1." in html
    assert "vrImage" in html
    assert "gulls.mp3 – It is of another kind than its name says" in html
    assert not StoryPage.objects.exists()
    assert not get_image_model().objects.exists()


def test_an_export_that_was_packed_anew_below_a_folder_keeps_its_files(
    index: StoryIndexPage, export: BytesIO, admin_client: Client
) -> None:
    packed = BytesIO()
    with ZipFile(export) as before, ZipFile(packed, "w") as after:
        for name in before.namelist():
            after.writestr(f"export/{name}", before.read(name))

    uploaded(admin_client, index, packed)

    assert get_image_model().objects.get().description == "A ship at sea"
    assert "Ships come in." in Recording.objects.get().spoken_words


def test_what_cannot_be_read_is_said_at_the_file(
    index: StoryIndexPage, admin_client: Client
) -> None:
    response = uploaded(admin_client, index, BytesIO(b"nothing"))

    assert response.status_code == 422
    assert "no zip that can be read" in response.content.decode()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        *((f"a.{kind.lower()}", drawn(kind)[:900]) for kind in ("JPEG", "PNG", "GIF", "WEBP")),
        ("a.png", drawn("PNG")[:30]),
        ("a.png", HOLED),
        ("a.svg", ENDLESS),
    ],
    ids=["JPEG", "PNG", "GIF", "WebP", "a PNG's head", "a hole in a PNG", "an endless SVG"],
)
def test_a_picture_that_is_broken_is_told_and_stops_nothing(
    zipped: Zipper, index: StoryIndexPage, admin_client: Client, name: str, data: bytes
) -> None:
    file = zipped({"day.md": f"# One\n\n## Two\n\nWords.\n\n![Sea]({name})", name: data})

    looked = uploaded(admin_client, index, file, only_look="on")
    uploaded(admin_client, index, file)

    comment = Comment.objects.get().text
    page = StoryPage.objects.get()
    elements = page.chapters[0].value["sections"][0].value["elements"]
    assert comment.startswith(f"{name}. Upload a valid image.")
    assert f"{name} – Upload a valid image." in looked.content.decode()
    assert [one.block_type for one in elements] == ["text"]
    assert not get_image_model().objects.exists()


def test_who_may_not_add_a_page_carries_nothing_in(
    index: StoryIndexPage, export: BytesIO, django_user_model: Any
) -> None:
    writer = django_user_model.objects.create_user("writer", password="x")
    writer.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = Client()
    client.force_login(writer)

    refused = uploaded(client, index, export)

    assert refused.url == reverse("wagtailadmin_home")  # where Wagtail says why
    assert not StoryPage.objects.exists()


@pytest.mark.parametrize("may_upload", [False, True])
def test_files_go_where_their_editor_may_put_them(
    index: StoryIndexPage, export: BytesIO, django_user_model: Any, may_upload: bool
) -> None:
    writer = django_user_model.objects.create_user("writer", password="x")
    writer.user_permissions.add(Permission.objects.get(codename="access_admin"))
    group = Group.objects.create(name="writers")
    writer.groups.add(group)
    GroupPagePermission.objects.create(group=group, page=index, permission_type="add")
    own = Collection.get_first_root_node().add_child(name="Own")
    for one in Permission.objects.filter(codename__in=["add_image", "add_media"] * may_upload):
        GroupCollectionPermission.objects.create(group=group, collection=own, permission=one)
    client = Client()
    client.force_login(writer)

    uploaded(client, index, export)

    rows = [*get_image_model().objects.all(), *Recording.objects.all()]
    assert [row.collection for row in rows] == [own, own] * may_upload
    assert StoryPage.objects.exists() is may_upload


def test_a_command_does_the_same(index: StoryIndexPage, tmp_path: Path) -> None:
    outline = tmp_path / "day.md"
    outline.write_text("# Morning\n\n## Market\n\nWords.\n\n![No](lost.png)\n")
    out = StringIO()

    call_command("import_story", str(outline), "--dry-run", stdout=out)
    assert not StoryPage.objects.exists()
    call_command("import_story", str(outline), stdout=out)

    page = StoryPage.objects.get()
    assert (page.title, page.live) == ("day", False)
    assert "Morning › Market: lost.png" in out.getvalue()
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_story", str(tmp_path / "none.md"))
