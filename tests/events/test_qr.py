"""QR codes: drawn as squares, whatever the text holds."""

import re

from events.qr import qr_svg


def test_a_code_is_a_drawing_that_takes_nothing_from_its_text() -> None:
    drawing = qr_svg('https://city.example/en/?q="><script>alert(1)</script>')

    assert re.fullmatch(r"<svg[^<>]*>(<path [^<>]*/>)+</svg>", drawing)
    assert "style" not in drawing


def test_another_text_is_another_code() -> None:
    assert qr_svg("https://city.example/en/") != qr_svg("https://city.example/nl/")
