"""What is wrong with the facts of an event: at which field, and how to mend it."""

from collections.abc import Iterator
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .recurrence import BadRule, Reason, Rule, split

RULE_ERRORS = {
    Reason.UNREADABLE: gettext_lazy(
        "“%(part)s” is not understood. Write a rule such as FREQ=WEEKLY;BYDAY=TU;COUNT=10."
    ),
    Reason.FREQUENCY: gettext_lazy(
        "Begin with FREQ=DAILY, FREQ=WEEKLY, FREQ=MONTHLY or FREQ=YEARLY."
    ),
    Reason.PART: gettext_lazy("%(part)s cannot be used here. Leave it out."),
    Reason.BOTH_ENDS: gettext_lazy("Give either COUNT or UNTIL, not both."),
    Reason.NUMBER: gettext_lazy("%(part)s must be a whole number from 1 to 1000."),
    Reason.NEVER: gettext_lazy(
        "No date follows from this rule. Look at the days and months that it names."
    ),
}


def errors_of(facts: Any) -> Iterator[tuple[str, list[str]]]:
    start, end = facts.starts_at, facts.ends_at
    if start and end and end < start and (facts.has_times or end.date() < start.date()):
        yield "ends_at", [_("The event ends before it begins. Give a later end.")]
    opens, closes = facts.registration_opens_at, facts.registration_closes_at
    if opens and closes and closes < opens:
        yield (
            "registration_closes_at",
            [_("Sign-up closes before it opens. Give a later moment, or none.")],
        )
    if facts.room and facts.room.venue_id != facts.venue_id:
        yield "room", [_("This room is in another venue. Choose a room of the venue above.")]
    if start and facts.recurrence and (said := _rule_error(facts)):
        yield "recurrence", [said]


def _rule_error(facts: Any) -> str:
    try:
        if _ends_too_early(facts):
            return _("The repetition ends before the event begins. Give a later last day.")
        rule = facts.rule
    except BadRule as error:
        return str(RULE_ERRORS[error.reason]) % {"part": error.part}
    if not rule.fits_its_first_date:
        return _misfit(rule)
    if rule.parts["FREQ"] == "YEARLY" and (rule.first.month, rule.first.day) == (2, 29):
        return _(
            "29 February comes once in four years, and calendars disagree about the others. Begin"
            " on another day."
        )
    return ""


def _ends_too_early(facts: Any) -> bool:
    last = split(facts.recurrence).get("UNTIL", "")
    return bool(last) and last < f"{facts.first_wall:%Y%m%d}"


def _misfit(rule: Rule) -> str:
    """The first date is none of the rule: say which day it is, and which would be the first."""
    first = rule.first_of_its_own
    told = {
        "weekday": WEEKDAYS[rule.first.weekday()],
        "day": date_format(rule.first.date(), "DATE_FORMAT"),
    }
    if first is None:
        return _("The first date does not fit the rule. Begin on a date that it names.")
    told["named"] = date_format(first.date(), "DATE_FORMAT")
    return (
        _(
            "The event begins on a %(weekday)s, %(day)s, which this rule does not name. Begin on"
            " %(named)s, or choose other days."
        )
        % told
    )
