"""Lighthouse's four scores of a story on a phone: python -m bench.lighthouse ADDRESS-OF-THE-STORY.

The site must be served as in production (gunicorn, DEBUG off, gzip) on a quiet machine. Needs npm.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bench import corpus
from tools import system

LIGHTHOUSE = "lighthouse@12"
STORY = "/en/stories/learning-city-of-groningen/"
BARS = {"accessibility": 100, "best-practices": 100, "seo": 100, "performance": 98}


def main(address: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        report = Path(place) / "report.json"
        command = [
            *("npx", "--yes", LIGHTHOUSE, address, "--quiet", "--output=json"),
            *(f"--output-path={report}", "--chrome-flags=--headless=new --no-sandbox"),
            *("--only-categories=" + ",".join(BARS), "--form-factor=mobile"),
        ]
        env = {**os.environ, "CHROME_PATH": str(system.chromium())}
        subprocess.run(command, cwd=place, env=env, check=True)
        told: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    page = urlsplit(told["finalDisplayedUrl"]).path
    print(page)
    scores = {name: round(told["categories"][name]["score"] * 100) for name in BARS}
    for name, bar in BARS.items():
        print(f"{name:15} {scores[name]:4} (at least {bar})")
        for audit in _failed(told, name):
            print(f"  {audit['id']}: {audit['title']}")
    corpus.keep("lighthouse", page=page, scores=scores)
    if any(scores[name] < bar for name, bar in BARS.items()):
        sys.exit("The story is below the bar.")


def _failed(told: dict[str, Any], category: str) -> list[dict[str, Any]]:
    audits = [
        told["audits"][one["id"]]
        for one in told["categories"][category]["auditRefs"]
        if one["weight"]
    ]
    return [one for one in audits if one["score"] is not None and one["score"] < 0.9]


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else f"http://127.0.0.1:8000{STORY}")
