"""The virtual environment in .venv: made, mended, and filled from the compiled requirements."""

import importlib.util
import os
import shutil
import sys

from tools import PYTHON, ROOT, VENV, steps, system

OLD_ENOUGH = "import sys; sys.exit(sys.version_info < (3, 11))"
NO_VENV = (
    "This Python cannot make virtual environments: its module ensurepip is missing. "
    "Install it (Debian and Ubuntu: apt install python3-venv), then run the command again."
)
NO_PACKAGES = (
    "The packages could not be installed. Is the network (or its proxy) reachable? "
    "Run the command again: it goes on where it stopped."
)


SITE, DEVELOPERS = "requirements.txt", "requirements-dev.txt"  # the second holds all of the first


def ready(requirements: str = SITE) -> None:
    """See that .venv holds what a requirements file names; a second call costs milliseconds."""
    if PYTHON.exists() and any(_stamp(name).holds() for name in {requirements, DEVELOPERS}):
        return
    uv = installer()
    steps.run(
        f"Installing the packages of {requirements}",
        [uv, "pip", "install", "--python", PYTHON, "--requirements", requirements],
        failing=NO_PACKAGES,
    )
    _stamp(requirements).set()


def installer() -> str:
    """The path of uv, in a .venv that works."""
    _make()
    found = _uv()
    if found is None:
        pip = [PYTHON, "-m", "pip", "--disable-pip-version-check"]
        steps.run("Fetching uv, the installer", [*pip, "install", "uv"], failing=NO_PACKAGES)
    return found or str(VENV / "bin" / "uv")


def _stamp(requirements: str) -> steps.Stamp:
    words = [sys.version.split()[0], str(ROOT)]
    return steps.Stamp(VENV / f"ready-{requirements}", files=[ROOT / requirements], words=words)


def _make() -> None:
    if _usable():
        return
    if VENV.exists():
        steps.say("✓ .venv is not usable (interrupted, moved or too old); it is made anew")
        shutil.rmtree(VENV)
    steps.run("Making the virtual environment .venv", _maker(), failing=NO_VENV)


def _usable() -> bool:
    if not steps.succeeds([PYTHON, "-c", OLD_ENOUGH]):
        return False
    return _uv() is not None or steps.succeeds([PYTHON, "-m", "pip", "--version"])


def _maker() -> list[object]:
    """The command that makes .venv, by what this machine has; Debian packs ensurepip apart."""
    has_ensurepip = importlib.util.find_spec("ensurepip") is not None
    uv = shutil.which("uv")
    if not has_ensurepip and uv is None:
        has_ensurepip = system.install("python3-venv")
    if has_ensurepip:
        return [sys.executable, "-m", "venv", VENV]
    if uv is not None:
        return [uv, "venv", "--python", sys.executable, VENV]
    sys.exit(NO_VENV)


def _uv() -> str | None:
    """The environment's own uv, or the machine's."""
    own = VENV / "bin" / "uv"
    return str(own) if os.access(own, os.X_OK) else shutil.which("uv")


def main() -> None:
    with steps.alone():
        ready(*sys.argv[1:])


if __name__ == "__main__":
    main()
