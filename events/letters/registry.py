"""Which function words which kind of letter; each area brings its own."""

from . import (
    afterwards,
    approval,
    by_the_team,
    event_changes,
    invitations,
    mailings,
    reminders,
    several_dates,
    signing_up,
    waiting,
)
from .parts import Say

LETTERS: dict[str, Say] = {
    **signing_up.LETTERS,
    **waiting.LETTERS,
    **approval.LETTERS,
    **event_changes.LETTERS,
    **several_dates.LETTERS,
    **reminders.LETTERS,
    **by_the_team.LETTERS,
    **mailings.LETTERS,
    **invitations.LETTERS,
    **afterwards.LETTERS,
}
