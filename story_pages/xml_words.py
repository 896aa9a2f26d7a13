"""Words as XML can hold them: what no XML holds becomes a space."""

import re

# A line break typed in a program for presentations is among the rest.
_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def for_xml(text: str) -> str:
    return _NOT_IN_XML.sub(" ", text)
