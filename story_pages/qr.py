"""A QR code as a drawing in HTML; the one file of this app that knows segno."""

from functools import lru_cache

import segno
from django.utils.safestring import SafeString, mark_safe

KEPT = 1024
"""Codes in a process: drawing one takes longer than all else that a section costs."""


@lru_cache(maxsize=KEPT)
def qr_svg(text: str) -> SafeString:
    """Dark on light in every colour scheme, with the quiet edge that cameras need."""
    code = segno.make(text, micro=False, error="m")
    drawing = code.svg_inline(border=4, dark="#000", light="#fff", omitsize=True, svgclass=None)
    # Nothing of the text stands in it but squares.
    return mark_safe(drawing)  # noqa: S308 - segno writes numbers only
