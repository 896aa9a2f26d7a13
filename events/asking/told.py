"""What somebody answered, in the language of who reads it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from events import conf
from events.answer import Answer
from events.question import Kind

from .asked import Asked, asked_at
from .ready_made import words_of


@dataclass(frozen=True)
class Told:
    """An answer with its question, to read. `is_file` answers have a file to open."""

    label: str
    value: str
    answer: Answer

    @property
    def key(self) -> str:
        return str(self.answer.key)

    @property
    def is_file(self) -> bool:
        return bool(self.answer.file)


class Teller:
    """Tells the answers to one event's questions in the active language; made once for many.

    Rows should come with their answers and versions (`prefetch_related("answers__version")`).
    """

    def __init__(self, event: Any) -> None:
        self.event = event
        pages = event.pages.live().select_related("locale")
        by_language = {page.locale.language_code: page for page in pages}
        page = by_language.get(conf.active_language()) or next(iter(by_language.values()), None)
        self.asked: dict[str, Asked] = {one.key: one for one in asked_at(event, page)}

    def answers_of(self, registration: Any) -> list[Told]:
        return self.told(registration.answers.all())

    def told(self, answers: Iterable[Answer]) -> list[Told]:
        """In the order in which they are asked; what is no longer asked comes last."""
        order = {key: number for number, key in enumerate(self.asked)}
        known = sorted(answers, key=lambda one: order.get(str(one.key), len(order)))
        return [Told(self.label(one), self.value(one), one) for one in known]

    def columns(self, answers: Iterable[Answer] = ()) -> list[tuple[str, str]]:
        """A column for each question, by its key: what is asked, and what these answers are to."""
        columns = {key: one.words.label for key, one in self.asked.items()}
        for one in answers:
            columns.setdefault(str(one.key), self.label(one))
        return list(columns.items())

    def label(self, answer: Answer) -> str:
        """What is asked today, in the reader's language; else what was asked."""
        now = self.asked.get(str(answer.key))
        return now.words.label if now else answer.version.label

    def value(self, answer: Answer) -> str:
        return _with(self._value(answer), answer.more)

    def _value(self, answer: Answer) -> str:
        value, kind = answer.value, answer.version.kind
        if answer.file:
            return answer.file_name
        if kind == Kind.CONSENT:
            return _("Yes") if value else _("No")
        if kind == Kind.DATE and value:
            return date_format(date.fromisoformat(value), "DATE_FORMAT")
        chosen = value if isinstance(value, list) else [value]
        labels = self._labels(answer)
        return ", ".join(labels.get(str(one), str(one)) for one in chosen if one not in ("", None))

    def _labels(self, answer: Answer) -> dict[str, str]:
        """The answers to choose from: in the words of then, and those of today over them."""
        labels = dict(map(tuple, answer.version.choices))
        labels |= dict(words_of(answer.version.kind, self.event).choices)
        now = self.asked.get(str(answer.key))
        return labels | (dict(now.words.choices) if now else {})


def answers_of(registration: Any) -> list[Told]:
    """All that one person answered, in the active language."""
    answers = list(registration.answers.select_related("version"))
    return Teller(registration.occurrence.event).told(answers) if answers else []


def _with(value: str, more: str) -> str:
    return "; ".join(part for part in (value, more) if part)
