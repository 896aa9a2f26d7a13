"""Words as XML can hold them: what no XML holds becomes a space."""

import re

# A line break typed in a program for presentations is one of them.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def for_xml(text: str) -> str:
    return _CONTROLS.sub(" ", text)
