"""The benchmarks: ratios within one run, at 100, 1,000 and 10,000 events; sign-up; stories.

Sizes of your own choice: python -m bench 1000. The plain view answers with the same bytes from
memory, in the same process and through the same middleware; `bench.urls` has it.
"""

import json
import subprocess
import sys
from typing import Any

from bench import corpus, sign_up, stories

SIZES = (100, 1_000, 10_000)
FLOOR = "plain view, same bytes"


def main() -> None:
    found = []
    for events in [int(size) for size in sys.argv[1:]] or SIZES:
        print(f"… {events} events", flush=True)
        corpus.ready(events)
        found.append(_measured(events))
    for numbers in found:
        _say(numbers, memory_floor=found[0]["MB"])
    if not sys.argv[1:]:
        corpus.keep("calendars", sizes=found)
        stories.main()
        sign_up.main()


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
    built, cold = numbers["ms"]["icalendar on each request"], numbers["ms"]["whole feed, cold"]
    print(f"\n{numbers['events']} events, {numbers['bytes'] / 1e6:.1f} MB")
    for name, spent in numbers["ms"].items():
        print(f"  {name:31} {spent:10.2f} ms   × {spent / floor:8.2f}")
    print(f"  {'cold, of icalendar':31} 1/{built / cold:.0f}")
    for name, count in numbers["queries"].items():
        print(f"  {name:31} {count:10} queries")
    print(f"  {'peak memory':31} {numbers['MB']:10.1f} MB   × {numbers['MB'] / memory_floor:8.2f}")


if __name__ == "__main__":
    main()
