"""What can be checked without running the site's tests, two checks at a time; and mending."""

import os
import sys
from concurrent.futures import ThreadPoolExecutor

from tools import PYTHON, environment, steps

PATHS = {"PYTHONPATH": "site:.", "MYPYPATH": "site"}
TEMPLATES = ("events", "stakeholders", "story_pages", "site")
CHECKS: dict[str, list[object]] = {
    "Types (mypy)": [PYTHON, "-m", "mypy"],
    "Format (ruff)": [PYTHON, "-m", "ruff", "format", "--check", "--diff", "."],
    "Style (ruff)": [PYTHON, "-m", "ruff", "check", "."],
    "Floors (import-linter)": [PYTHON.with_name("lint-imports")],
    "Templates (djlint)": [PYTHON, "-m", "djlint", "--lint", "--quiet", *TEMPLATES],
    "Migrations": steps.manage("makemigrations", "--check", "--dry-run"),
    "Translations": [PYTHON, "-m", "tools.messages", "--check"],
}
MENDING: dict[str, list[object]] = {
    "Order and style (ruff)": [PYTHON, "-m", "ruff", "check", "--fix", "."],
    "Format (ruff)": [PYTHON, "-m", "ruff", "format", "."],
}


def main(words: list[str]) -> None:
    with steps.alone():
        environment.ready(environment.DEVELOPERS)
    if "--fix" in words:
        for title, command in MENDING.items():
            steps.run(title, command)
        return
    with ThreadPoolExecutor(max_workers=min(os.cpu_count() or 1, 4)) as workers:
        failures = [words for words in workers.map(_failure, CHECKS.items()) if words]
    if failures:
        sys.exit("\n".join(failures))
    steps.say(f"✓ All {len(CHECKS)} checks are content.")


def _failure(check: tuple[str, list[object]]) -> str:
    """What a check complains of, in a sentence; empty where it is content."""
    title, command = check
    try:
        steps.run(title, command, env=PATHS)
    except SystemExit as complaint:
        return str(complaint.code)
    return ""


if __name__ == "__main__":
    main(sys.argv[1:])
