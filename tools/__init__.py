"""The programs behind `make`: Python's standard library only, since nothing else is there yet."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"

if sys.version_info < (3, 11):  # noqa: UP036 - this line is for those who come with an older one
    found = ".".join(str(number) for number in sys.version_info[:3])
    sys.exit(f"Python 3.11 or newer is needed, this is {found}: make PYTHON=python3.12 demo")
