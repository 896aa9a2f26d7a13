"""A story in a zip: every file it names lies beside it, and what leads away says so in full."""

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    GroupPagePermission,
    Locale,
    Page,
    PageViewRestriction,
)

from story_pages.recording import Recording
from story_pages.taking_out.story import editions, take_out
from tests.story_pages.conftest import Maker, element, section

pytestmark = pytest.mark.django_db


def unpacked(page: Any) -> ZipFile:
    return ZipFile(BytesIO(b"".join(take_out(editions(page)))))


def named(html: str) -> set[str]:
    """The files that a page names, as a browser would ask for them."""
    found = re.findall(r'\s(?:src|poster|href)="([^"#]+)', html)
    sizes = [
        part.split()[0] for one in re.findall(r'srcset="([^"]+)', html) for part in one.split(", ")
    ]
    return {name for name in (*found, *sizes) if not re.match(r"\w+:", name)}


@pytest.fixture
def told(story: Maker, image: Maker, recording: Maker, article: Maker) -> Any:
    film = recording(poster=image("Poster"), creator="We", licence="by")
    elsewhere = article(title="Elsewhere")
    return story(
        [
            section("Film", element("video", {"recording": film.pk})),
            section("On", element("link", {"label": "Read", "page": elsewhere.pk})),
        ],
        lead_picture=image("Sky"),
        lead_picture_credit="© Somebody",
    )


def test_every_file_that_a_page_names_lies_beside_it(told: Any) -> None:
    archive = unpacked(told)

    names = set(archive.namelist())
    html = archive.read("index.html").decode()
    assert named(html) - names == set()
    assert {name.rpartition(".")[2] for name in named(html)} >= {"css", "js", "webp", "mp4"}
    assert 'type="module"' not in html


def test_each_way_of_reading_has_a_page_and_links_lead_from_one_to_the_other(told: Any) -> None:
    names = set(unpacked(told).namelist())

    assert {"index.html", "scrolled.html", "article.html", "credits.txt"} <= names
    assert "paged.html" not in names


def test_captions_stand_in_the_page_and_films_ask_nobody(told: Any) -> None:
    html = unpacked(told).read("index.html").decode()

    assert re.search(r'<track [^>]*src="data:text/vtt;base64,', html)
    assert "crossorigin" not in html


def test_what_leads_away_says_its_whole_address(told: Any) -> None:
    html = unpacked(told).read("index.html").decode()

    assert f'href="{Page.objects.get(slug="elsewhere").full_url}"' in html
    assert not re.search(r'(?:href|src)="/', html)


def test_a_typed_link_takes_no_file_along(story: Maker, recording: Maker, image: Maker) -> None:
    """Whoever types the address of an upload, even as a maker's name, leads to the site."""
    kept_back = Document.objects.create(title="Plan", file=ContentFile(b"x", "plan.pdf"))
    kept_back.collection = Collection.get_first_root_node().add_child(name="Team")
    kept_back.save()
    CollectionViewRestriction.objects.create(
        collection=kept_back.collection, restriction_type="login"
    )
    typed = [kept_back.file.url, image("Apart").file.url, kept_back.url]
    film = recording(creator=typed[0])
    film.further_sources.create(kind="signed", file=ContentFile(b"film", "signed.mp4"))
    words = "".join(f'<p><a href="{address}">Look</a></p>' for address in typed)
    parts = [
        element("text", words),
        element("video", {"recording": film.pk}),
        element("document", {"document": kept_back.pk}),
    ]

    archive = unpacked(story([section("Plans", *parts)]))

    html = archive.read("index.html").decode()
    uploads = {name for name in archive.namelist() if name.startswith("media/")}
    assert uploads == {f"media/{film.file.name}", "media/media/signed.mp4"}
    assert [f'href="http://localhost{address}"' in html for address in typed] == [True] * 3


def test_translations_lie_in_folders_and_lead_to_each_other(told: Any, dutch: Locale) -> None:
    told.copy_for_translation(dutch, copy_parents=True).save_revision().publish()

    archive = unpacked(told)

    assert 'href="nl/index.html"' in archive.read("index.html").decode()
    html = archive.read("nl/index.html").decode()
    assert 'href="../index.html"' in html
    names = {name.removeprefix("../") for name in named(html)}
    assert names - set(archive.namelist()) == set()


def test_whose_the_parts_are_stands_in_a_file(told: Any) -> None:
    sheet = unpacked(told).read("credits.txt").decode()

    assert "© Somebody" in sheet
    assert "https://creativecommons.org/licenses/by/4.0/" in sheet


def test_a_lost_film_is_named_and_stops_nothing(told: Any) -> None:
    film = Recording.objects.get()
    film.file.storage.delete(film.file.name)

    archive = unpacked(told)

    assert film.file.name in archive.read("credits.txt").decode()
    assert archive.testzip() is None


def test_an_article_can_be_taken_out_too(article: Maker) -> None:
    archive = unpacked(article(element("text", "<p>Words</p>")))

    assert "<p>Words</p>" in archive.read("index.html").decode()


def test_an_editor_takes_out_what_is_live(told: Any, admin_client: Client) -> None:
    address = reverse("story_pages_take_out", args=[told.pk])
    assert "Take out" in admin_client.get(address).content.decode()

    response = admin_client.post(address, {"languages": ["en"]})

    archive = ZipFile(BytesIO(b"".join(response)))  # type: ignore[arg-type]  # it streams
    assert response["Content-Disposition"] == 'attachment; filename="learning.zip"'
    assert "index.html" in archive.namelist()


@pytest.fixture
def writer(django_user_model: Any) -> Any:
    """Somebody who may enter the admin, and do nothing there yet."""
    made = django_user_model.objects.create_user("writer", password="x")
    made.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return made


def let_edit(page: Page, user: Any) -> None:
    group = Group.objects.create(name="writers")
    GroupPagePermission.objects.create(group=group, page=page, permission_type="change")
    user.groups.add(group)


def test_who_may_not_edit_takes_nothing_out(told: Any, writer: Any) -> None:
    address = reverse("story_pages_take_out", args=[told.pk])
    client = Client()
    client.force_login(writer)

    refused = client.post(address, {"languages": ["en"]})
    let_edit(told, writer)
    given = client.post(address, {"languages": ["en"]})

    assert refused.url == reverse("wagtailadmin_home")  # where Wagtail says why
    assert given["Content-Type"] == "application/zip"


def test_a_translation_comes_along_only_for_who_may_see_it(
    told: Any, dutch: Locale, writer: Any
) -> None:
    there = told.copy_for_translation(dutch, copy_parents=True)
    there.save_revision().publish()
    let_edit(told, writer)
    PageViewRestriction.objects.create(page=there, restriction_type="groups")
    client = Client()
    client.force_login(writer)

    html = client.get(reverse("story_pages_take_out", args=[told.pk])).content.decode()

    assert re.findall(r'name="languages" value="(\w+)"', html) == ["en"]
    assert reverse("wagtailadmin_pages:edit", args=[told.pk]) in html


def test_a_command_writes_the_same(told: Any, tmp_path: Any) -> None:
    file = tmp_path / "story.zip"

    call_command("export_story", told.get_full_url(), to=str(file), verbosity=0)

    assert "index.html" in ZipFile(file).namelist()
    with pytest.raises(CommandError, match="no story"):
        call_command("export_story", "/nowhere/", to=str(file))
