"""Listens to all loggers at once, as a site's handler hears them and as our apps say it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from events.quiet import HideKeys

OURS = ("events", "stakeholders", "story_pages", "learning_city")
OF_DJANGO = ("django.request", "django.security")


class Ear(logging.Handler):
    """Keeps each record as written: message, arguments, the text of the error."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        text = logging.Formatter("%(name)s %(message)s").format(record)
        self.heard.append(f"{text}\n{record.args!r}")

    def found(self, marks: set[str]) -> set[tuple[str, str]]:
        return {(mark, text) for text in self.heard for mark in marks if mark in text}


@contextmanager
def overhearing(*, with_filter: bool = True) -> Iterator[Ear]:
    """Our own loggers say nothing secret even without the filter that a site puts in."""
    bare, site = Ear(), Ear()
    bare.heard = site.heard
    if with_filter:
        site.addFilter(HideKeys())
    heard = [(name, bare) for name in OURS] + [(name, site) for name in OF_DJANGO]
    before = {name: logging.getLogger(name).level for name, _ear in heard}
    for name, ear in heard:
        logging.getLogger(name).setLevel(logging.DEBUG)
        logging.getLogger(name).addHandler(ear)
    try:
        yield site
    finally:
        for name, ear in heard:
            logging.getLogger(name).removeHandler(ear)
            logging.getLogger(name).setLevel(before[name])
