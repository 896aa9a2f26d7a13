"""Files that visitors hand in, looked at by their content."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from events.asking import uploads

PDF = b"%PDF-1.7\n1 0 obj\n%%EOF\n"


def _picture(kind: str) -> bytes:
    content = BytesIO()
    Image.new("RGB", (4, 4), "teal").save(content, kind)
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "kept"),
    [
        ("letter.pdf", PDF, "letter.pdf"),
        ("letter.exe", PDF, "letter.pdf"),
        ("me.png", _picture("JPEG"), "me.jpg"),
        ("me", _picture("PNG"), "me.png"),
        ("me.gif", _picture("WEBP"), "me.webp"),
        ("../../etc/pass\u202ewd.html", PDF, "passwd.pdf"),
        (".pdf", PDF, "pdf.pdf"),
    ],
)
def test_a_file_is_named_after_what_it_is(name: str, content: bytes, kept: str) -> None:
    file = SimpleUploadedFile(name, content)

    uploads.check(file)

    assert (file.name, file.read()) == (kept, content)


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script>",
        b"MZ\x90\x00",
        b"%PDF-1.7 without an end",
        _picture("PNG")[:40],
        _picture("GIF"),
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        b"x",
    ],
    ids=["page", "program", "half a PDF", "half a picture", "GIF", "SVG", "one letter"],
)
def test_other_files_are_refused_whatever_they_are_called(content: bytes) -> None:
    with pytest.raises(ValidationError) as refused:
        uploads.check(SimpleUploadedFile("fine.pdf", content, content_type="application/pdf"))

    assert refused.value.code == "kind"


def test_a_file_that_is_too_big_is_refused(settings) -> None:
    settings.EVENTS_ANSWER_FILE_MAX_BYTES = 10

    with pytest.raises(ValidationError) as refused:
        uploads.check(SimpleUploadedFile("letter.pdf", PDF))

    assert refused.value.code == "too_big"


def test_only_known_kinds_have_a_type() -> None:
    found = [uploads.content_type(name) for name in ("a.pdf", "a.jpg", "a.html", "a")]

    assert found == ["application/pdf", "image/jpeg", *["application/octet-stream"] * 2]
