"""A question as it is put to somebody: its facts with words in their language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from events.answer import QuestionVersion
from events.question import WITH_CHOICES, Kind, Question
from events.remembering import once
from stakeholders.facts import home_pages

from .ready_made import Words, words_of


@dataclass(frozen=True)
class Asked:
    """A question with words, and the language of these; `is_foreign` where it is not the page's."""

    question: Question
    words: Words
    language: str
    is_foreign: bool = False

    @property
    def key(self) -> str:
        return str(self.question.key)

    @property
    def name(self) -> str:
        """What its field is called."""
        return f"question_{self.key}"

    @property
    def kind(self) -> str:
        return self.question.kind

    @property
    def condition(self) -> tuple[str, str]:
        return self.question.condition

    @property
    def days(self) -> int:
        return self.question.kept_for.days

    @property
    def why(self) -> str:
        """For what the answer is used, and when it is forgotten."""
        forgotten = ngettext(
            "Forgotten %(days)s day after the event.",
            "Forgotten %(days)s days after the event.",
            self.days,
        ) % {"days": self.days}
        if not self.days:
            forgotten = _("Forgotten when the event is over.")
        return f"{self.words.purpose} {forgotten}".strip()

    def version(self) -> QuestionVersion:
        """The same as a row to which answers belong; not saved yet."""
        words = self.words
        return QuestionVersion(
            key=UUID(self.key),
            kind=self.kind,
            language=self.language,
            label=words.label,
            help=words.help,
            purpose=words.purpose,
            choices=[list(pair) for pair in words.choices],
            forget_after_days=self.days,
        )


@once
def asked_at(event: Any, page: Any) -> list[Asked]:
    """The questions of an event in the words of a page; what it lacks is said as at home."""
    questions: Sequence[Question] = list(event.questions.all())
    if not questions:
        return []
    said = {item.key: item for item in page.questions.all()} if page else {}
    home = _home(event, page, questions, said)
    spoken = page.locale.language_code if page else (get_language() or "")
    asked = []
    for question in questions:
        one, original = said.get(question.key), home.get(question.key)
        words = _words(question, event, one, original)
        is_foreign = one is None and original is not None and not question.is_ready_made
        language = original.locale.language_code if is_foreign and original else spoken
        asked.append(Asked(question, words, language, is_foreign))
    return asked


def _home(event: Any, page: Any, questions: Sequence[Question], said: Any) -> dict[Any, Any]:
    """What the home page asks; it is looked up where this page cannot say everything alone."""
    if page is not None and page.is_facts_home:
        return said if isinstance(said, dict) else {}
    is_whole = all(one.key in said for one in questions if not one.is_ready_made)
    if is_whole and not any(one.kind in WITH_CHOICES for one in questions):
        return {}
    there = home_pages(event).live().first()
    return _items(there) if there else {}


def _items(page: Any) -> dict[Any, Any]:
    return {item.key: item for item in page.questions.select_related("locale")}


def _words(question: Question, event: Any, item: Any, original: Any) -> Words:
    """What the page says, else what the home page says; a ready-made question knows the rest."""
    ready = words_of(question.kind, event)
    item = item or original
    if item is None:
        return ready if question.is_ready_made else Words(question.get_kind_display())
    sources = (item, original, ready)
    words = replace(
        ready,
        label=_first("label", sources) or question.get_kind_display(),
        help=_first("help", sources),
        purpose=_first("purpose", sources),
    )
    if question.kind not in WITH_CHOICES:
        return words
    return replace(words, choices=_choices(item, original))


def _first(name: str, sources: Iterable[Any]) -> str:
    """What the first of them says that says anything."""
    return next((said for one in sources if (said := getattr(one, name, ""))), "")


def _choices(item: Any, original: Any) -> tuple[tuple[str, str], ...]:
    """Those of the home page in their order, in the words of this one where it has them."""
    here = dict(choices_of(item))
    there = choices_of(original) if original is not None else list(here.items())
    return tuple((code, here.get(code) or label) for code, label in there)


def choices_of(item: Any) -> list[tuple[str, str]]:
    """The answers to choose from that an item of a page has, by ids that all languages share."""
    return [
        (child.id or f"answer-{number}", child.value) for number, child in enumerate(item.choices)
    ]


def condition_told(asked: Asked, others: Iterable[Asked]) -> str:
    """When a question is asked, in words; empty where it always is."""
    key, answer = asked.condition
    earlier = next((one for one in others if one.key == key), None)
    if earlier is None:
        return ""
    told = {"question": earlier.words.label, "answer": dict(earlier.words.choices).get(answer, "")}
    if told["answer"]:
        return _("Only if you answer “%(answer)s” to “%(question)s”") % told
    if earlier.kind == Kind.CONSENT:
        return _("Only if you tick “%(question)s”") % told
    return _("Only if you answer “%(question)s”") % told
