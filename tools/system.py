"""Programs of the machine that tests need: which are there, and how apt brings the others."""

import os
import shutil
from pathlib import Path

from tools import steps

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str | None:
    """The browser that tests drive: $CHROMIUM, or the first one on the path."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, BROWSERS)), None)


def pdftotext() -> str | None:
    """What reads the words of pages that Chromium printed."""
    return shutil.which("pdftotext")


def browser_programs() -> str | None:
    """What tests in a browser need: it, and a reader of what it prints."""
    return chromium() and pdftotext()


def npm() -> str | None:
    """What brings ical.js, which node runs."""
    return shutil.which("npm") if shutil.which("node") else None


def libical() -> str | None:
    """The C compiler, if it finds libical."""
    found = steps.succeeds(["pkg-config", "--exists", "libical"])
    return shutil.which("cc") if found else None


def calendar_programs() -> str | None:
    """What reads calendars in other languages than ours: ical.js by node, libical by C."""
    return npm() and libical()


def redis() -> str | None:
    """The server of a cache that several processes share."""
    return shutil.which("redis-server")


def postgresql() -> str | None:
    """PostgreSQL's initdb, which Debian keeps off the path."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return shutil.which("initdb") or (str(debian[-1]) if debian else None)


def install(*packages: str) -> bool:
    """Install Debian packages where that is possible without asking; says whether it was."""
    apt = shutil.which("apt-get")
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if apt is None or (root and not steps.succeeds([*root, "true"])):
        return False
    names = " ".join(packages)
    quiet = [*root, "env", "DEBIAN_FRONTEND=noninteractive", apt, "-q", "-y"]
    steps.run("Reading apt's list of packages", [*quiet, "update"])
    steps.run(
        f"Installing {names} by apt", [*quiet, "install", "--no-install-recommends", *packages]
    )
    return True
