"""What a letter or the answer page about an invitation tells, in the active language."""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import conf
from .changed_date import date_words
from .invitation import Invitation
from .occurrence import Occurrence
from .subject import moment_there, page_of, place_of, when
from .way_in import default_root

SHOWN = 5
"""As many dates are named in a letter; the others stand on the page."""


class InvitationSubject:
    """An invitation as its letters and its page tell it."""

    def __init__(self, invitation: Invitation) -> None:
        self.invitation = invitation
        self.event = invitation.event
        self.page: Any = page_of(self.event, conf.active_language())

    @property
    def occurrence(self) -> Occurrence | None:
        """The date it is about; None where the organisation chooses among several."""
        dates = self.dates
        return dates[0] if len(dates) == 1 else None

    @cached_property
    def dates(self) -> list[Occurrence]:
        """The dates to which the organisation may send people, with their event at hand."""
        return dates_of(self.invitation)

    @property
    def title(self) -> str:
        if self.page is None:
            return str(self.event)
        date = self.invitation.occurrence
        return date_words(self.page, date.change_key if date else None).title

    @cached_property
    def organisation(self) -> str:
        """What its page in the active language calls it, else its official name."""
        pages: Any = self.invitation.organisation.pages
        live = list(pages.live().select_related("locale"))
        there = next(
            (one for one in live if one.locale.language_code == conf.active_language()), None
        )
        return str(there.title if there else self.invitation.organisation)

    @property
    def url(self) -> str:
        return (self.page.full_url if self.page else "") or ""

    @property
    def answer_url(self) -> str:
        """The organisation's own address. It holds the key, so it stands in its letters only."""
        parts = self.page.get_url_parts() if self.page else None
        root = parts[1] if parts and parts[1] else default_root()
        return root + reverse("events_invitation", args=[self.invitation.key()])

    @property
    def seats_told(self) -> str:
        seats = self.invitation.seats
        told = ngettext("%(count)s person", "%(count)s people", seats) % {"count": seats}
        is_kept = self.invitation.is_reserved
        return _("%(people)s; their seats are kept") % {"people": told} if is_kept else told

    @property
    def answer_by(self) -> str:
        moment = self.invitation.answer_by
        return moment_there(moment, self.event) if moment else ""

    def facts(self) -> list[tuple[str, str]]:
        """What anybody may know, and what holds for this organisation."""
        dates = self.dates
        rows = [
            (_("What"), self.title),
            *((_("When"), when(one)) for one in dates[:SHOWN]),
            (_("Where"), place_of(dates[0]) if dates else ""),
            (_("Invited"), self.organisation),
            (_("You may send"), self.seats_told),
            (_("Please answer until"), self.answer_by),
        ]
        return [(label, text) for label, text in rows if text]


def dates_of(invitation: Invitation) -> list[Occurrence]:
    """The one it is about, else all that take place and are to come, in each part of a series."""
    if invitation.occurrence is not None:
        return [invitation.occurrence]
    parts = {part.pk: part for part in invitation.event.parts()}
    coming = Occurrence.objects.filter(event__in=parts).upcoming().taking_place()
    dates = list(coming[:50])
    for one in dates:
        one.event = parts[one.event_id]
    return dates
