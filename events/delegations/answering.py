"""What follows from a sheet that an organisation, or the team for it, sent: deed after deed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from django.utils.translation import gettext as _

from events import delegation
from events.delegation import Over, TooMany
from events.holding import Closed, Full
from events.invitation import Invitation

from .answer_form import AnswerSheet, PersonForm


@dataclass
class Outcome:
    """What was done, and what was not and why. What was done stays done."""

    accepted: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    left_over: list[PersonForm] = field(default_factory=list)


def take(sheet: AnswerSheet) -> Outcome:
    """Do what the sheet asks for. Raises Withdrawn or Busy; the receipt is written in any case."""
    outcome = Outcome()
    invitation = sheet.invitation
    said = sheet.answer.cleaned_data["answer"]
    has_news = said != invitation.answer
    delegation.answer(invitation, said)
    if said == Invitation.Answer.COMES:
        has_news |= _change_delegates(sheet, outcome)
    if has_news:
        delegation.receipt(invitation)
    return outcome


def _change_delegates(sheet: AnswerSheet, outcome: Outcome) -> bool:
    """Removals first, since they make room. True if anything changed."""
    invitation = sheet.invitation
    gone = [row for row in sheet.removed if delegation.remove(row.delegate)]
    for row in sheet.replaced:
        _try(row.form, outcome, partial(delegation.replace, row.delegate, row.form.person))
    for form in sheet.wanted:
        _try(form, outcome, partial(delegation.name, invitation, form.occurrence, form.person))
    return bool(gone or outcome.accepted)


def _try(form: PersonForm, outcome: Outcome, deed: Callable[[], object]) -> None:
    name = form.person.name
    try:
        deed()
    except Full:
        reason = _("All seats are taken. %(name)s could not be named.")
    except TooMany:
        reason = _("You have named as many as you may send. %(name)s could not be named.")
    except (Over, Closed):
        reason = _("There are no seats to give for this date. %(name)s could not be named.")
    else:
        outcome.accepted.append(name)
        return
    outcome.refused.append(reason % {"name": name})
    outcome.left_over.append(form)
