"""What a story of 60 sections costs beside one of 6, from cold: python -m bench.stories.

Both are told by the site as in production, on the demo's pictures and films, with every cache
emptied before each visit. They take turns, so that a busy moment of the machine falls on both.

Each round calls from a little deeper. Python keeps the frames of its calls in pieces of 16 kB, and
what goes to and fro over the edge of a piece asks the system for memory each time: a film's
captions took 0.2 ms or 2, by how deep the server had called. All depths are met alike here.
"""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from typing import Any

import django

from bench import corpus

SIZES = (6, 60)
PER_CHAPTER = 6
ROUNDS = 24
DEEPER = 8
"""Calls between two rounds; all rounds together cross more than one edge."""
BAR = 3.0


def main() -> None:
    """Prepare the demo, measure in a process of its own, say it and keep it."""
    corpus.ready(0)
    done = subprocess.run(
        [sys.executable, "-m", "bench.stories", "measure"],
        cwd=corpus.ROOT,
        env=corpus.environment(0),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    numbers: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    small, large = (numbers[str(size)] for size in SIZES)
    for size in SIZES:
        told = numbers[str(size)]
        print(f"{size:3} sections {told['ms']:9.1f} ms {told['queries']:4} queries")
    ratio = large["ms"] / small["ms"]
    print(f"  from cold × {ratio:.2f} (at most {BAR})")
    corpus.keep("stories", bar=BAR, ratio=round(ratio, 2), sections=numbers)
    if ratio > BAR or small["queries"] != large["queries"]:
        sys.exit("A longer story costs more than it may.")


def measure() -> None:
    """The numbers of both stories, as JSON; the database is left as it was."""
    django.setup()
    from django.db import transaction  # noqa: PLC0415 - needs Django set up

    with transaction.atomic():
        pages = {size: _story(size) for size in SIZES}
        told = _visited(pages)
        transaction.set_rollback(True)
    print(json.dumps(told))


def _story(size: int) -> Any:
    """A story with so many sections: each a backdrop, words, and one of three elements."""
    from wagtail.images import get_image_model  # noqa: PLC0415 - needs Django set up

    from story_pages.models import (  # noqa: PLC0415 - likewise
        Recording,
        StoryIndexPage,
        StoryPage,
    )

    images = list(get_image_model().objects.order_by("pk")[:8])
    films = list(Recording.objects.filter(type="video").order_by("pk")[:2])
    parent = StoryIndexPage.objects.get(locale__language_code="en")
    sections = [
        _section(number, images[number % len(images)].pk, films[number % len(films)].pk)
        for number in range(size)
    ]
    chapters = [
        {
            "type": "chapter",
            "value": {
                "title": f"Chapter {first}",
                "sections": sections[first : first + PER_CHAPTER],
            },
        }
        for first in range(0, size, PER_CHAPTER)
    ]
    page = StoryPage(title=f"{size} sections", slug=f"bench-{size}", chapters=json.dumps(chapters))
    return parent.add_child(instance=page)


def _section(number: int, image: int, film: int) -> dict[str, Any]:
    words = {"type": "text", "value": f"<p>{'A city learns. ' * 20}</p>"}
    shown = [
        {"type": "quote", "value": {"text": "We learn every day.", "who": "A teacher"}},
        {"type": "image", "value": {"image": {"image": image, "alt_text": "A place"}}},
        {"type": "video", "value": {"recording": film}},
    ]
    value = {
        "heading": f"Section {number}",
        "backdrop": {"picture": image},
        "elements": [words, shown[number % 3]],
    }
    return {"type": "section", "value": value}


def _visited(pages: dict[int, Any]) -> dict[str, dict[str, float]]:
    from django.core.cache import cache  # noqa: PLC0415 - needs Django set up
    from django.db import connection  # noqa: PLC0415 - likewise
    from django.test import Client  # noqa: PLC0415 - likewise
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 - likewise

    from story_pages.qr import qr_svg  # noqa: PLC0415 - likewise

    visitor = Client(SERVER_NAME="127.0.0.1", headers={"host": "127.0.0.1"})
    asked: dict[int, int] = {}
    spent: dict[int, list[float]] = {size: [] for size in pages}
    # The first visit makes the sizes of pictures, as a publication does. In the second, queries are
    # counted: writing them down takes time that no reader waits for. Neither is timed.
    for turn in range(ROUNDS + 2):
        for size, page in pages.items():
            cache.clear()
            qr_svg.cache_clear()
            queries = CaptureQueriesContext(connection)
            with queries if turn == 1 else nullcontext():
                began = time.perf_counter()
                # Nothing but the status is kept, as a server keeps nothing.
                status = _deep(turn * DEEPER, partial(visitor.get, page.url)).status_code
                took = (time.perf_counter() - began) * 1000
            if status != 200:
                raise LookupError(f"{page.url} answered {status}")
            if turn == 1:
                asked[size] = len(queries)
            spent[size] += [took] if turn > 1 else []
    return {
        str(size): {"ms": round(statistics.median(spent[size]), 1), "queries": asked[size]}
        for size in pages
    }


def _deep(calls: int, visit: Callable[[], Any]) -> Any:
    return _deep(calls - 1, visit) if calls else visit()


if __name__ == "__main__":
    measure() if "measure" in sys.argv else main()
