"""What a calendar costs, next to what the icalendar library alone would cost."""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results"
ROUNDS = 30


def main() -> None:
    sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "learning_city.settings.dev")
    import django  # noqa: PLC0415 - needs the path

    django.setup()
    report(ratios(calendar()))


def calendar() -> dict[str, float]:
    """Milliseconds for the demo's calendar: written by the library, served, and not changed."""
    from django.test import Client  # noqa: PLC0415 - needs Django set up
    from icalendar import Calendar  # noqa: PLC0415 - likewise

    visitor, address = Client(SERVER_NAME="127.0.0.1"), "/calendars/en.ics"
    first = visitor.get(address)
    if first.status_code != 200:
        sys.exit(f"{address} answered {first.status_code}: load the demo first (make demo).")
    known = {"If-None-Match": first.headers["ETag"]}
    parsed = Calendar.from_ical(first.content)
    return {
        "the library writes it": _median(parsed.to_ical),
        "the site serves it": _median(lambda: visitor.get(address)),
        "the site says it is unchanged": _median(lambda: visitor.get(address, headers=known)),
    }


def ratios(milliseconds: dict[str, float]) -> dict[str, dict[str, float]]:
    floor = next(iter(milliseconds.values()))
    return {
        name: {"ms": round(spent, 3), "ratio": round(spent / floor, 3)}
        for name, spent in milliseconds.items()
    }


def report(found: dict[str, dict[str, float]]) -> None:
    RESULTS.mkdir(exist_ok=True)
    for name, numbers in found.items():
        print(f"{name:32} {numbers['ms']:9.3f} ms   × {numbers['ratio']:.3f}")
    now = datetime.now(UTC)
    text = json.dumps({"when": now.isoformat(timespec="seconds"), "calendar": found}, indent=2)
    (RESULTS / "calendar.json").write_text(f"{text}\n", encoding="utf-8")


def _median(deed: Callable[[], object]) -> float:
    spent = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        deed()
        spent.append((time.perf_counter() - began) * 1000)
    return statistics.median(spent)


if __name__ == "__main__":
    main()
