#!/usr/bin/env python
"""The door to Django's commands, for the site that stands in site/."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent


def main() -> None:
    sys.path.insert(0, str(ROOT / "site"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "learning_city.settings.dev")

    from django.core.management import execute_from_command_line  # noqa: PLC0415 - needs the path

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
