"""A real subscriber (vdirsyncer), which fetches a calendar by HTTP and keeps what it reads."""

import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

PAIR = """
[general]
status_path = "{folder}/status"

[pair subscription]
a = "site"
b = "kept"
collections = null
conflict_resolution = "a wins"

[storage site]
type = "http"
url = "{url}"
"""
IN_FILES = """
[storage kept]
type = "filesystem"
path = "{folder}/kept"
fileext = ".ics"
"""
AT_A_SERVER = """
[storage kept]
type = "caldav"
url = "{collection}"
username = "sam"
password = "sample"
"""


class Synced(NamedTuple):
    """How many entries were taken over, and how many taken away."""

    copied: int
    deleted: int


class Subscriber:
    """Somebody's computer: it keeps files of its own, or puts them into a CalDAV collection."""

    def __init__(self, folder: Path, url: str, collection: str = "") -> None:
        self.kept = folder / "kept"
        self.kept.mkdir()
        self.config = folder / "config"
        where = AT_A_SERVER if collection else IN_FILES
        words = {"folder": folder, "url": url, "collection": collection}
        self.config.write_text((PAIR + where).format(**words), encoding="utf-8")
        self._run("discover")

    def sync(self) -> "Synced":
        """Fetch what is there now."""
        said = self._run("sync")
        return Synced(copied=said.count("Copying"), deleted=said.count("Deleting"))

    def files(self) -> dict[str, str]:
        """What it keeps, by the name of the file."""
        return {file.name: file.read_bytes().decode() for file in self.kept.glob("*.ics")}

    def _run(self, word: str) -> str:
        command = [sys.executable, "-m", "vdirsyncer", "--config", str(self.config), word]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(done.stderr)
        return done.stdout + done.stderr
