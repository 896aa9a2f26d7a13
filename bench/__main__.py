"""The benchmarks: ratios within one run, at a hundred, a thousand and ten thousand events."""

import json
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from typing import Any

from bench import corpus

SIZES = (100, 1_000, 10_000)
FLOOR = "plain view, same bytes"


def main() -> None:
    found = []
    for events in SIZES:
        print(f"… {events} events", flush=True)
        corpus.ready(events)
        found.append(_measured(events))
    for numbers in found:
        _say(numbers, memory_floor=found[0]["MB"])
    _keep(found)


def _measured(events: int) -> dict[str, Any]:
    """In a process of its own, so that the memory is that of one size."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.calendars", str(events)],
        cwd=corpus.ROOT,
        env=corpus.environment(events),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    numbers: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return numbers


def _say(numbers: dict[str, Any], *, memory_floor: float) -> None:
    floor = numbers["ms"][FLOOR]
    print(f"\n{numbers['events']} events")
    for name, spent in numbers["ms"].items():
        print(f"  {name:28} {spent:10.2f} ms   × {spent / floor:8.2f}")
    print(f"  {'peak memory':28} {numbers['MB']:10.1f} MB   × {numbers['MB'] / memory_floor:8.2f}")


def _keep(found: list[dict[str, Any]]) -> None:
    results = corpus.ROOT / "bench" / "results"
    results.mkdir(exist_ok=True)
    told = {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "sizes": found,
    }
    (results / "calendars.json").write_text(f"{json.dumps(told, indent=2)}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
