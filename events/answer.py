"""The answer: what somebody said to a question, and in which words it was asked.

An answer outlives its question: the version of the question to which it belongs says what was
asked, for what purpose, and how long the answer may be kept.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.core.files.base import File
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .private_files import private_storage, random_name, sweep
from .question import kind_choices

A_DAY = timedelta(days=1)


class QuestionVersion(models.Model):
    """A question as it was asked in one language; it is written once and never changed."""

    wagtail_reference_index_ignore = True  # nobody asks where an answer is used

    key = models.UUIDField(_("key of the question"), db_index=True)
    fingerprint = models.CharField(max_length=64, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=kind_choices)
    language = models.CharField(_("language"), max_length=20)
    label = models.CharField(_("question"), max_length=300)
    help = models.TextField(_("explanation"), blank=True)
    purpose = models.CharField(_("purpose"), max_length=300, blank=True)
    choices = models.JSONField(_("answers to choose from"), default=list)
    forget_after_days = models.PositiveSmallIntegerField(_("forgotten after days"))
    asked_since = models.DateTimeField(_("asked since"), default=timezone.now)

    class Meta:
        ordering = ["asked_since", "pk"]
        verbose_name = _("version of a question")
        verbose_name_plural = _("versions of questions")

    def __str__(self) -> str:
        return self.label

    def fingerprint_now(self) -> str:
        """The same for the same words, so that a version is written once."""
        facts = [str(self.key), self.kind, self.language, self.label, self.help, self.purpose]
        text = json.dumps([*facts, self.choices, self.forget_after_days], ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    def written(self) -> "QuestionVersion":
        """The row with these words, written now if it is the first time that they were used."""
        self.fingerprint = self.fingerprint_now()
        found = QuestionVersion.objects.filter(fingerprint=self.fingerprint).first()
        if found is not None:
            return found
        QuestionVersion.objects.bulk_create([self], ignore_conflicts=True)
        return QuestionVersion.objects.get(fingerprint=self.fingerprint)


class Answer(models.Model):
    """What somebody said to a question."""

    wagtail_reference_index_ignore = True

    registration = models.ForeignKey(
        "events.Registration", on_delete=models.CASCADE, related_name="answers"
    )
    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="answers")
    key = models.UUIDField(_("key of the question"))
    value = models.JSONField(_("answer"), default=str, blank=True)
    more = models.CharField(_("in their own words"), max_length=500, blank=True)
    file = models.FileField(
        _("file"), storage=private_storage, upload_to=random_name, max_length=120, blank=True
    )
    file_name = models.CharField(_("name of the file"), max_length=200, blank=True)
    answered_at = models.DateTimeField(_("answered"), default=timezone.now)

    class Meta:
        ordering = ["registration_id", "pk"]
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        permissions = [("download_answer", _("Can open files that people handed in"))]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "key"], name="one_answer_to_each_question"
            )
        ]

    def __str__(self) -> str:
        return str(self.version)


@dataclass(frozen=True)
class Given:
    """What somebody says now to a question, as it was asked. Without a value: no answer.

    A file that is not sent anew stays as it is: `keeps` says so.
    """

    asked: QuestionVersion
    value: Any = ""
    more: str = ""
    file: "File[bytes] | None" = None
    keeps: bool = False

    @property
    def is_empty(self) -> bool:
        says_nothing = self.value is False or self.value in ("", None, [])  # 0 is an answer
        return says_nothing and not self.more and self.file is None


def keep(registration: Any, answers: Iterable[Given]) -> None:
    """Let these be the answers of a registration; what is not among them is forgotten.

    Called in the transaction of the deed. Files leave when it is done.
    """
    given = {one.asked.key: one for one in answers if one.keeps or not one.is_empty}
    known = {one.key: one for one in registration.answers.all()}
    _drop([known[key] for key in known.keys() - given.keys()])
    for key, one in given.items():
        if not one.keeps:
            _write(registration, one, known.get(key))


def _write(registration: Any, given: Given, known: Answer | None) -> None:
    answer = known or Answer(registration=registration, key=given.asked.key)
    values = {"value": given.value, "more": given.more}
    if known and given.file is None and _says(known) == values:
        return  # they were asked in the words in which they answered
    if known and known.file:
        _delete_later([known])
    answer.version = given.asked.written()
    answer.value, answer.more = given.value, given.more
    answer.answered_at = timezone.now()
    answer.file, answer.file_name = given.file or "", given.file.name or "" if given.file else ""
    answer.save()


def _says(answer: Answer) -> dict[str, Any]:
    return {"value": answer.value, "more": answer.more}


# Forgetting


def forget_of(registrations: Iterable[int]) -> int:
    """Forget all answers of these registrations, by their pk."""
    return _drop(list(Answer.objects.filter(registration__in=list(registrations))))


def forget_due(now: datetime | None = None) -> int:
    """Forget each answer when the time that was promised with its question is over.

    What people said who left since or never confirmed serves no purpose any more and goes, too.
    """
    moment = now or timezone.now()
    count = _drop(list(_due(moment)))
    QuestionVersion.objects.filter(answers=None, asked_since__lt=moment - A_DAY).delete()
    sweep(set(Answer.objects.exclude(file="").values_list("file", flat=True)), now=moment)
    return count


def _due(now: datetime) -> Iterable[Answer]:
    versions = QuestionVersion.objects.filter(answers__isnull=False)
    for days in set(versions.values_list("forget_after_days", flat=True)):
        limit = now - timedelta(days=days)
        yield from Answer.objects.filter(
            version__forget_after_days=days, registration__occurrence__ends_at__lt=limit
        )
    yield from Answer.objects.filter(registration__left_at__lt=now - A_DAY)


@transaction.atomic
def _drop(answers: list[Answer]) -> int:
    _delete_later(answers)
    Answer.objects.filter(pk__in=[one.pk for one in answers]).delete()
    return len(answers)


def _delete_later(answers: Iterable[Answer]) -> None:
    """Files go when the rows are gone for good; a transaction that fails keeps both."""
    storage = private_storage()
    for name in [str(one.file.name) for one in answers if one.file]:
        transaction.on_commit(partial(storage.delete, name))
