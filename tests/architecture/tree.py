"""The project as a tree of files, for tests that look at its shape."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ("events", "stakeholders", "story_pages")


def tracked(*patterns: str) -> list[Path]:
    """Files that git knows or would add: what another person will have."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    files = [ROOT / line for line in sorted(set(listed.stdout.splitlines()))]
    return [file for file in files if file.is_file()]


def python_files() -> list[Path]:
    """Python that people wrote: no migrations."""
    return [file for file in tracked("*.py") if "migrations" not in file.parts]


def templates() -> list[Path]:
    return [file for file in tracked("*.html", "*.txt", "*.xml") if "templates" in file.parts]


def name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def template_name(file: Path) -> str:
    """How Django knows the template: the part behind the innermost templates/ folder."""
    parts = file.relative_to(ROOT).parts
    return "/".join(parts[parts.index("templates") + 1 :])
