"""Background work: the tasks, and what is to be done every so often, by one worker only."""

import logging
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.management import call_command, get_commands
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import conf, outbox
from .letters.postman import postman_for
from .letters.sending import mail_server, send

try:
    from django.tasks import task
except ImportError:  # Django 5.2 has it as a package of its own
    from django_tasks import task  # type: ignore[no-redef]

logger = logging.getLogger(__name__)

stopping = threading.Event()
"""Set where this process was told to stop: it finishes the letter at hand and begins no other."""


@task()
def send_letters() -> dict[str, int]:
    """Send all letters that are due; what a nudge asks for."""
    return empty_outbox()


def empty_outbox() -> dict[str, int]:
    """Send all letters that are due over one connection to the mail server."""
    with postman_for(mail_server()) as connection:
        return outbox.drain(lambda letter: send(letter, connection), is_over=stopping.is_set)


@dataclass(frozen=True)
class Round:
    """A command that is due every so often."""

    command: str
    every: timedelta


ROUNDS = (
    Round("send_outbox", timedelta(seconds=10)),
    Round("release_unconfirmed", timedelta(minutes=1)),
    Round("publish_scheduled", timedelta(minutes=1)),
    Round("send_reminders", timedelta(minutes=15)),
    Round("import_feeds", timedelta(minutes=5)),
    Round("expand_occurrences", timedelta(days=1)),
    Round("forget_personal_data", timedelta(days=1)),
    Round("prune_db_task_results", timedelta(days=1)),
)


class PeriodicDeed(models.Model):
    """When a command was last done and is due again, for all workers together."""

    command = models.CharField(_("command"), max_length=60, unique=True)
    due_at = models.DateTimeField(_("due"))
    done_at = models.DateTimeField(_("done"), null=True)
    error = models.TextField(_("last error"), blank=True)

    class Meta:
        verbose_name = _("periodic deed")
        verbose_name_plural = _("periodic deeds")

    def __str__(self) -> str:
        return self.command


def do_what_is_due(now: datetime | None = None) -> list[str]:
    """Do each command whose time has come; the answer names those that failed."""
    moment = now or timezone.now()
    return [each.command for each in ROUNDS if _is_known(each) and not _do_if_due(each, moment)]


def _is_known(each: Round) -> bool:
    """Commands of other packages are there only where the site has them."""
    is_about_rows = each.command == "prune_db_task_results"
    return each.command in get_commands() and (conf.keeps_tasks_as_rows() or not is_about_rows)


def _do_if_due(each: Round, now: datetime) -> bool:
    """False where it failed. Of several workers the one whose UPDATE counts does it."""
    PeriodicDeed.objects.get_or_create(command=each.command, defaults={"due_at": now})
    mine = PeriodicDeed.objects.filter(Q(due_at__lte=now), command=each.command)
    if not mine.update(due_at=now + each.every):
        return True
    error = _error_of(each.command)
    done = {"error": error} if error else {"error": "", "done_at": timezone.now()}
    PeriodicDeed.objects.filter(command=each.command).update(**done)
    return not error


def _error_of(command: str) -> str:
    try:
        call_command(command, verbosity=0)
    except (Exception, SystemExit) as error:
        logger.exception("%s failed", command)
        return f"{type(error).__name__}: {error}"[:1000]
    return ""
