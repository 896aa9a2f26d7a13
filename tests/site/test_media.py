"""Uploads at their plain addresses: documents only pass Wagtail's own door, and nothing breaks."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction

pytestmark = pytest.mark.django_db


@pytest.fixture
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = str(tmp_path)
    (tmp_path / "film.mp4").write_bytes(b"film")
    return tmp_path


def document(collection: Collection) -> Document:
    file = ContentFile(b"%PDF-1.7", "minutes.pdf")
    return Document.objects.create(title="Minutes", file=file, collection=collection)


@pytest.mark.parametrize("way", ["documents/", "./documents/", "images/../documents/"])
def test_a_document_of_a_private_collection_has_no_plain_address(
    client: Client, media: Path, way: str
) -> None:
    private = Collection.get_first_root_node().add_child(instance=Collection(name="Private"))
    CollectionViewRestriction.objects.create(
        collection=private, restriction_type=CollectionViewRestriction.LOGIN
    )
    minutes = document(private)

    plain = client.get(f"/media/{way}minutes.pdf")
    door = client.get(minutes.url)

    assert (media / "documents" / "minutes.pdf").is_file()
    assert (plain.status_code, door.status_code) == (404, 302)


def test_a_public_document_is_handed_out_by_its_door(client: Client, media: Path) -> None:
    minutes = document(Collection.get_first_root_node())

    answer = client.get(minutes.url)

    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, b"%PDF-1.7")


def test_a_name_that_no_file_can_have_is_not_found(client: Client, media: Path) -> None:
    assert client.get(f"/media/{'a' * 300}.mp4").status_code == 404


@pytest.mark.parametrize("asked", [f"bytes=0-{'9' * 5000}", f"bytes={'9' * 5000}-"])
def test_a_number_beyond_all_files_is_not_understood(
    client: Client, media: Path, asked: str
) -> None:
    answer = client.get("/media/film.mp4", headers={"range": asked})

    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, b"film")
