"""The texts to translate: collected from code and templates, compiled, and checked to be whole."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

from tools import PYTHON, ROOT, steps

FOLDERS = [ROOT / name for name in ("events", "stakeholders", "story_pages", "site/learning_city")]
LANGUAGES = ("ar", "es", "fr", "nl", "zh_Hans")
IGNORED = ("migrations/*", "demo/artwork/*", "demo/content/*", "static/*")


def main(words: list[str]) -> None:
    if shutil.which("xgettext") is None:
        sys.exit("Collecting texts needs gettext (Debian: apt install gettext).")
    if "--check" in words:
        missing = [line for folder in FOLDERS for line in gaps(folder)]
        if missing:
            sys.exit("\n".join(missing))
        return
    for folder in FOLDERS:
        collect(folder, LANGUAGES)
        for file in catalogues(folder):
            tidy(file)
        steps.say(f"✓ {folder.relative_to(ROOT)}")


def collect(folder: Path, languages: tuple[str, ...]) -> None:
    (folder / "locale").mkdir(exist_ok=True)
    chosen = [word for language in languages for word in ("--locale", language)]
    ignored = [word for pattern in IGNORED for word in ("--ignore", pattern)]
    quiet = ("--no-wrap", "--add-location", "file", "--no-obsolete", "--verbosity", "0")
    subprocess.run(
        [PYTHON, "-m", "django", "makemessages", *chosen, *ignored, *quiet],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin:/usr/local/bin"},
        check=True,
    )


def catalogues(folder: Path) -> list[Path]:
    return sorted(folder.glob("locale/*/LC_MESSAGES/django.po"))


def tidy(file: Path) -> None:
    """Take out the moment of collection, which changes each time, and compile."""
    catalogue = polib.pofile(str(file), wrapwidth=0)
    catalogue.metadata.pop("POT-Creation-Date", None)
    catalogue.save()
    catalogue.save_as_mofile(str(file.with_suffix(".mo")))


def gaps(folder: Path) -> list[str]:
    """Texts of a folder that one of its catalogues does not know."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / folder.name
        shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("locale", "*.pyc"))
        collect(copy, ("en",))
        found = _texts(next(iter(catalogues(copy)), None))
    missing = []
    for language in LANGUAGES:
        known = _texts(folder / "locale" / language / "LC_MESSAGES" / "django.po")
        name = f"{folder.relative_to(ROOT)} ({language})"
        missing += [f"{name} lacks: {text[1]}" for text in sorted(found - known)]
        missing += [f"{name} has what nobody says: {text[1]}" for text in sorted(known - found)]
    return missing


def _texts(file: Path | None) -> set[tuple[str, str, str]]:
    if file is None or not file.exists():
        return set()
    entries = polib.pofile(str(file))
    return {(entry.msgctxt or "", entry.msgid, entry.msgid_plural) for entry in entries}


if __name__ == "__main__":
    main(sys.argv[1:])
