"""Text and addresses that people wrote, as calendars can bear them."""

import re
from urllib.parse import urlsplit

# What must not stand in a text: controls except tab and new line, and the line ends that only
# some programs know (U+0085, U+2028, U+2029), byte order marks and halves of surrogate pairs.
_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Text that no calendar stumbles over."""
    return _CONTROLS.sub("", _LINE_ENDS.sub("\n", text)).strip()


def web_address(url: str) -> str:
    """The address, if it is one of the web and has no strange characters; else nothing."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    is_web = parts.scheme in {"http", "https"} and bool(parts.netloc)
    return url if is_web and not re.search(r"[\s\x00-\x1f\x7f\"<>\\^`{|}]", url) else ""


def one_line(text: str) -> str:
    """The same without line breaks, for titles and places."""
    return clean(text).replace("\n", " ")
