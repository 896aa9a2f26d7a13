"""The calls of the demo: until when, and what is said of them in each language."""

from datetime import time, timedelta
from functools import partial
from typing import Any

from events.models import CallPage

from . import texts, tree
from .days import today
from .organisations import organisations_of
from .tree import Says
from .vocabularies import topics_of
from .words import body


def load_calls() -> None:
    for code, facts in texts.facts()["calls"].items():
        path = f"events/{code}"
        is_new = tree.find(path, texts.HOME_LANGUAGE) is None
        tree.put_all(CallPage, path, partial(_fill, code))
        if is_new and "announced_closes_in_days" in facts:
            _extend(path, facts)


def _fill(code: str, page: Any, says: Says, language: str) -> None:
    facts = texts.facts()["calls"][code]
    page.summary, page.link_text = says["summary"], says.get("link_text", "")
    page.body = body(page, says, f"events/{code}", language, facts)
    if language != texts.HOME_LANGUAGE:
        return
    page.closes_on = facts.get("closes_on") or page.closes_on
    if page.closes_on is None:
        in_days = facts.get("announced_closes_in_days", facts.get("closes_in_days"))
        page.closes_on = today() + timedelta(days=in_days)
    hour = facts.get("closes_time")
    page.closes_time = time.fromisoformat(hour) if hour else None
    page.time_zone = facts["time_zone"]
    page.apply_url = facts.get("url", "")
    page.is_sample = facts["is_sample"]
    page.hosts = organisations_of(facts["hosts"])
    page.topics = topics_of(facts["topics"])


def _extend(path: str, facts: dict[str, Any]) -> None:
    """Close later than first announced, by publishing once more, as an editor would."""
    page = tree.find(path, texts.HOME_LANGUAGE)
    page.closes_on = today() + timedelta(days=facts["closes_in_days"])
    page.save_revision().publish()
