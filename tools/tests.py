"""All tests: on both databases, many at once, in a browser; and what had to be left out."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from tests import postgres
from tools import PYTHON, ROOT, environment, newest, steps, system

PARALLEL = ("-n", str(min(os.cpu_count() or 1, 4)), "--dist", "loadscope")
FAILED, A_FEW = 1, 3
ONCE_MORE = ("--last-failed", "--last-failed-no-failures", "none")
CLOSING = re.compile(r"(?:=+ )?(?:\d+ \w+|no tests ran).* in [\d.]+s\b.*")


@dataclass
class Run:
    """One call of pytest: on what, which tests, and the program it cannot do without."""

    title: str
    words: tuple[str, ...]
    settings: str = "learning_city.settings.test"
    on_postgresql: bool = False
    needs: Callable[[], str | None] | None = None
    lacking: str = ""
    python: Callable[[], Path] = lambda: PYTHON
    is_optional: bool = False
    may_miss: bool = False
    """Whether it looks at a screen: on a busy machine a click may come before what it is for."""
    closing: str = field(default="", init=False)
    code: int = field(default=0, init=False)
    seconds: float = field(default=0, init=False)

    def start(self) -> None:
        steps.say(f"\n… {self.title}")
        began = time.monotonic()
        with postgres.server() if self.on_postgresql else nullcontext("") as database:
            env = {**os.environ, "DJANGO_SETTINGS_MODULE": self.settings}
            env |= {"DATABASE_URL": database} if database else {}
            self.code, self.closing = pytest(self.words, env, self.python())
            if self.code == FAILED and self.may_miss and failures(self.closing) <= A_FEW:
                steps.say("\n… What failed is run once more, each alone")
                code, closing = pytest((*ONCE_MORE, *self.words[-3:]), env, self.python())
                self.code, self.closing = code, f"{self.closing}\nOnce more: {closing}"
        self.seconds = time.monotonic() - began
        steps.say(f"… {self.title}: {self.seconds:.0f} s")


# The tests of the tree and the documents ask no database.
ASK_NOBODY = {"architecture", "browser", "concurrency", "docs", "tools"}
APPS = sorted(
    f"tests/{folder.parent.name}"
    for folder in (ROOT / "tests").glob("*/__init__.py")
    if folder.parent.name not in ASK_NOBODY
)
ORDINARY = "not browser and not concurrency and not programs and not redis"
# What pages and facts are: who signs up, what is sent and who comes is in no language's page.
FACTS_AND_WORDS = (
    "facts or page or pages or localize or languages or publishing or rehearsal or splitting"
    " or editing or question or leaving or call or history or impact or directory or organisation"
)
TRANSLATED = ("-k", FACTS_AND_WORDS, "tests/events", "tests/stakeholders")
# What it warns of is said to Wagtail and others, too; we follow when they do.
NEW_WARNINGS = ("-W", "ignore::DeprecationWarning", "-W", "ignore::PendingDeprecationWarning")
NO_NEWER_PYTHON = "there is no Python of 3.12 or newer, which the newest Django wants"
NO_POSTGRESQL = "PostgreSQL is not installed (Debian: apt install postgresql)"
NO_PROGRAMS = (
    "npm or a C compiler with libical is not installed"
    " (Debian: apt install npm gcc libc6-dev pkg-config libical-dev)"
)
NO_REDIS = "Redis is not installed (Debian: apt install redis-server)"
NO_CHROMIUM = "Chromium or pdftotext is not installed (Debian: apt install chromium poppler-utils)"
RUNS = [
    Run("Tests on SQLite", (*PARALLEL, "-m", ORDINARY)),
    Run(
        "Facts with Wagtail's simple translation",
        (*PARALLEL, "-m", ORDINARY, *TRANSLATED),
        settings="learning_city.settings.simple_translation",
    ),
    Run(
        "Tests on the newest Django",
        (*PARALLEL, "-m", ORDINARY, *NEW_WARNINGS, *APPS),
        needs=newest.python,
        lacking=NO_NEWER_PYTHON,
        python=newest.ready,
        is_optional=True,
    ),
    Run(
        "Tests on PostgreSQL",
        (*PARALLEL, "-m", ORDINARY, *APPS),
        on_postgresql=True,
        needs=system.postgresql,
        lacking=NO_POSTGRESQL,
    ),
    Run(
        "Many at once, on SQLite and PostgreSQL",
        ("-m", "concurrency", "tests/concurrency"),
        needs=system.postgresql,
        lacking=NO_POSTGRESQL,
    ),
    Run(
        "Calendars as other programs read them",
        (*PARALLEL, "-m", "programs", "tests/calendars"),
        needs=system.calendar_programs,
        lacking=NO_PROGRAMS,
    ),
    Run(
        "A cache that processes share",
        ("-m", "redis", "tests/calendars"),
        needs=system.redis,
        lacking=NO_REDIS,
    ),
    Run(
        "Tests in Chromium",
        (*PARALLEL, "-m", "browser", "tests/browser"),
        needs=system.browser_programs,
        lacking=NO_CHROMIUM,
        may_miss=True,
    ),
]


def main(chosen: list[str]) -> int:
    with steps.alone():
        environment.ready(environment.DEVELOPERS)
        install_programs()
    if chosen:
        return pytest(tuple(chosen), os.environ)[0]
    possible = [run for run in RUNS if run.needs is None or run.needs()]
    for run in possible:
        run.start()
    left_out = [run for run in RUNS if run not in possible]
    report(possible, left_out)
    # CI leaves nothing out: a test that did not run is not a test that passed.
    incomplete = any(not run.is_optional for run in left_out) and os.environ.get("CI") == "true"
    return 1 if incomplete or any(run.code for run in possible) else 0


def install_programs() -> None:
    """Bring what the runs need where apt can, with fonts for all our scripts."""
    packages: list[str] = []
    if system.chromium() is None:
        packages += ["chromium", "fonts-noto-core", "fonts-noto-cjk"]
    if system.pdftotext() is None:
        packages += ["poppler-utils"]
    if system.postgresql() is None:
        packages += ["postgresql"]
    if system.npm() is None:
        packages += ["npm"]
    if system.libical() is None:
        packages += ["gcc", "libc6-dev", "pkg-config", "libical-dev"]
    if system.redis() is None:
        packages += ["redis-server"]
    if packages:
        system.install(*packages)


def pytest(
    words: tuple[str, ...], env: Mapping[str, str], python: Path = PYTHON
) -> tuple[int, str]:
    """Pytest's exit code and closing line; all it says is passed on as it says it."""
    command = [str(python), "-m", "pytest", *words]
    closing = ""
    with subprocess.Popen(
        command, cwd=ROOT, env=dict(env), stdout=subprocess.PIPE, text=True, errors="replace"
    ) as process:
        for line in process.stdout or ():
            sys.stdout.write(line)
            sys.stdout.flush()
            if CLOSING.match(line):
                closing = line.strip()
    return process.returncode, closing


def failures(closing: str) -> int:
    """How many tests failed, or broke before or after, by pytest's closing line."""
    return sum(map(int, re.findall(r"(\d+) (?:failed|errors?)\b", closing)))


def report(done: list[Run], left_out: list[Run]) -> None:
    steps.say("\nAll tests:" if not left_out else "\nTests:")
    for run in left_out:
        steps.say(f"✗ {run.title}: LEFT OUT, since {run.lacking}")
    for run in done:
        steps.say(f"{'✗' if run.code else '✓'} {run.title} ({run.seconds:.0f} s)\n{run.closing}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
