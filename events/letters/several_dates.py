"""The letter to somebody who is registered for several dates of an event of which more changed."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.outbox import Kind, Letter, NotNeeded
from events.registration import Registration
from events.subject import Subject, calendar_file

from .parts import Say, Wording


def dates_changed(letter: Letter, subject: Subject) -> Wording:
    """One letter for all of them: what holds now of each, and where to change or cancel it.

    Those given back meanwhile, or over, are left out.
    """
    own = [Subject(one) for one in _still_theirs(letter)]
    if not own:
        raise NotNeeded
    opening = ngettext(
        "%(count)s date for which you are registered changed. This is what holds now.",
        "%(count)s dates for which you are registered changed. This is what holds now.",
        len(own),
    )
    return Wording(
        subject=_("Changed: %(title)s") % {"title": subject.title_of_all},
        opening=[
            opening % {"count": len(own)},
            _("Your registrations stay. If you cannot come, please give your seats back."),
        ],
        facts=[(_("What"), subject.title_of_all), *(_line(one) for one in own)],
        action=(_("To the event"), subject.url) if subject.url else None,
        stays=[
            _("See, change or cancel %(when)s: %(url)s") % {"when": one.when, "url": one.own_url}
            for one in own
            if not one.occurrence.is_cancelled
        ],
        calendar=calendar_file(*own),
    )


def _still_theirs(letter: Letter) -> list[Registration]:
    chosen = Registration.objects.reachable().filter(pk__in=letter.details["registrations"])
    rows = chosen.select_related("occurrence__event").order_by("occurrence__starts_at", "pk")
    return [one for one in rows if not one.occurrence.is_past()]


def _line(subject: Subject) -> tuple[str, str]:
    """A date with what is its own, and whether it takes place."""
    title = subject.title if subject.title != subject.title_of_all else ""
    parts = (subject.when, title, subject.where, subject.note)
    told = " · ".join(part for part in parts if part)
    if subject.occurrence.is_cancelled:
        return _("Cancelled"), told
    if subject.occurrence.is_postponed:
        return _("Postponed"), told
    return _("When"), told


LETTERS: dict[str, Say] = {Kind.DATES_CHANGED: dates_changed}
