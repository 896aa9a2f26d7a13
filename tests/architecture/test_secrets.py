"""What no tracked file may hold: paths of one machine, download addresses, keys."""

import re
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, name, tracked

# Written in halves, so that this file does not find itself.
FORBIDDEN = {
    "the home of one machine's user": r"(?<![\w.])/(?:ro{2}t|home/\w+|Users/\w+)/",
    "a folder of one machine": r"(?<![\w./])/wor[k]/",
    "a package registry": r"pypi\.or[g]|pythonhosted\.or[g]|npmjs\.or[g]|--(?:extra-)?index-ur[l] ",
    "a private key": r"BEGIN (?:RSA |EC |OPENSSH )?PRIVATE KE[Y]",
    "a key of a cloud": r"\bAKIA[0-9A-Z]{16}\b",
}
BINARY = {".png", ".jpg", ".webp", ".avif", ".mp4", ".webm", ".mp3", ".ogg", ".opus", ".m4a", ".mo"}
BINARY |= {".woff2", ".ico", ".gif", ".xlsx", ".pdf"}


def found_in(text: str) -> list[str]:
    return [what for what, pattern in FORBIDDEN.items() if re.search(pattern, text)]


def test_no_tracked_file_names_a_machine_a_registry_or_a_key() -> None:
    texts = [file for file in tracked() if file.suffix not in BINARY]

    found = {name(file): found_in(file.read_text(encoding="utf-8")) for file in texts}

    assert {file: what for file, what in found.items() if what} == {}


@pytest.mark.parametrize(
    "text",
    [
        "cp /" + "root/.ssh/id " + ".",
        'DATA = "/' + 'work/main/var"',
        "wheel @ https://files.python" + "hosted.org/x.whl",
        "-----BEGIN " + "PRIVATE KEY-----",
    ],
)
def test_what_is_forbidden_would_be_found(text: str) -> None:
    assert len(found_in(text)) == 1


@pytest.mark.parametrize(
    "file", [ROOT / "requirements.txt", ROOT / "requirements-dev.txt"], ids=name
)
def test_requirements_are_names_with_exact_versions_and_nothing_else(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()

    pinned = re.compile(r"[a-z0-9.-]+==[\w.]+( ; .+)?")
    assert [line for line in lines if not pinned.fullmatch(line)] == []
