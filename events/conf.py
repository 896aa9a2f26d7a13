"""What a site may say about the events app, each with its default."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from stakeholders import conf as content

# Events are told in the languages of the directory, and there is one way to read them.
languages = content.languages
active_language = content.active_language


def base_template() -> str:
    """The template that the app's pages extend (EVENTS_BASE_TEMPLATE)."""
    return getattr(settings, "EVENTS_BASE_TEMPLATE", "events/base.html")


def letter_task() -> str:
    """The task that empties the outbox, by its dotted name (EVENTS_LETTER_TASK)."""
    return getattr(settings, "EVENTS_LETTER_TASK", "events.tasks.send_letters")


def letter_lease() -> timedelta:
    """How long a worker has for one letter (EVENTS_LETTER_LEASE_SECONDS, 300).

    Longer than the mail server may take, or a second worker sends the letter, too.
    """
    return timedelta(seconds=getattr(settings, "EVENTS_LETTER_LEASE_SECONDS", 300))


def letter_timeout() -> int:
    """Seconds that a mail server may be silent (EVENTS_LETTER_TIMEOUT_SECONDS, 60)."""
    return getattr(settings, "EVENTS_LETTER_TIMEOUT_SECONDS", 60)


def letters_per_hour() -> int:
    """How many letters an unconfirmed address gets in an hour (EVENTS_LETTERS_PER_HOUR, 4).

    The others wait for the next hour, so that nobody can flood a stranger's mailbox through us.
    """
    return getattr(settings, "EVENTS_LETTERS_PER_HOUR", 4)


def reply_to() -> str:
    """Where answers to letters go (EVENTS_REPLY_TO); else DEFAULT_FROM_EMAIL."""
    return getattr(settings, "EVENTS_REPLY_TO", "") or settings.DEFAULT_FROM_EMAIL


def hold() -> timedelta:
    """How long a seat is held for an unconfirmed address (EVENTS_HOLD_HOURS, 24)."""
    return timedelta(hours=getattr(settings, "EVENTS_HOLD_HOURS", 24))


def max_seats() -> int:
    """How many seats one registration may take (EVENTS_MAX_SEATS, 10)."""
    return getattr(settings, "EVENTS_MAX_SEATS", 10)


def delegate_hold() -> timedelta:
    """How long a delegate has to confirm (EVENTS_DELEGATE_HOURS, 168); at most until the begin."""
    return timedelta(hours=getattr(settings, "EVENTS_DELEGATE_HOURS", 168))


def invitation_reminder() -> timedelta:
    """How long before the last day to answer we remind once (EVENTS_INVITATION_DAYS, 5; 0: no)."""
    return timedelta(days=getattr(settings, "EVENTS_INVITATION_DAYS", 5))


def reminders() -> tuple[int, ...]:
    """How many hours before the start people are reminded (EVENTS_REMINDER_HOURS, 24).

    Several numbers are several reminders, such as (168, 24); none at all is an empty tuple.
    """
    hours = getattr(settings, "EVENTS_REMINDER_HOURS", 24)
    return (hours,) if isinstance(hours, int) else tuple(hours)


def retention() -> timedelta:
    """How long after the end names and addresses are kept (EVENTS_RETENTION_DAYS, 30)."""
    return timedelta(days=getattr(settings, "EVENTS_RETENTION_DAYS", 30))


def ready_made_retention() -> timedelta:
    """How long after the end answers about needs are kept (EVENTS_NEEDS_RETENTION_DAYS, 7).

    Those to the ready-made questions: access, interpretation, childcare, diet.
    """
    return timedelta(days=getattr(settings, "EVENTS_NEEDS_RETENTION_DAYS", 7))


def private_root() -> Path:
    """The folder of the files that people hand in (EVENTS_PRIVATE_ROOT); none may serve it.

    By default it is called "private" and lies beside MEDIA_ROOT. Where STORAGES has an
    "events_private", files go there instead.
    """
    beside = Path(settings.MEDIA_ROOT or ".").resolve().parent / "private"
    return Path(getattr(settings, "EVENTS_PRIVATE_ROOT", "") or beside)


def answer_file_bytes() -> int:
    """How big a file may be that somebody hands in (EVENTS_ANSWER_FILE_MAX_BYTES, 5,000,000)."""
    return getattr(settings, "EVENTS_ANSWER_FILE_MAX_BYTES", 5_000_000)


def changes_until() -> timedelta | None:
    """Until how long before the start people may change what they chose (EVENTS_CHANGES_HOURS).

    An event may say otherwise. None, the default, is as long as one can sign up.
    """
    hours = getattr(settings, "EVENTS_CHANGES_HOURS", None)
    return None if hours is None else timedelta(hours=hours)


def consent_version() -> str:
    """Which consent text people agree to now (EVENTS_CONSENT_VERSION, "1").

    Change it whenever the words of `events/registration/consent.html` change.
    """
    return getattr(settings, "EVENTS_CONSENT_VERSION", "1")


def form_seconds() -> int:
    """For how many seconds the sign-up form is kept for all who ask (EVENTS_FORM_SECONDS, 5)."""
    return getattr(settings, "EVENTS_FORM_SECONDS", 5)


def posts_per_visitor() -> int:
    """How often one visitor may send the form in ten minutes (EVENTS_POSTS_PER_VISITOR, 60)."""
    return getattr(settings, "EVENTS_POSTS_PER_VISITOR", 60)


def posts_per_address() -> int:
    """How often one e-mail address may be signed up in an hour (EVENTS_POSTS_PER_ADDRESS, 20)."""
    return getattr(settings, "EVENTS_POSTS_PER_ADDRESS", 20)


def visitor_header() -> str:
    """The header in which your proxy names the visitor (EVENTS_VISITOR_HEADER, none).

    Such as "HTTP_X_REAL_IP". Without it, a visitor is known by the connection's address, and
    private addresses, behind which a proxy stands, are not limited.
    """
    return getattr(settings, "EVENTS_VISITOR_HEADER", "")


def time_zone() -> str:
    """The zone that a new event is given (EVENTS_TIME_ZONE); else TIME_ZONE."""
    return getattr(settings, "EVENTS_TIME_ZONE", "") or settings.TIME_ZONE


def uid_namespace() -> str:
    """What stands after @ in the UID of new events (EVENTS_UID_NAMESPACE, "gathering").

    Choose it once: a UID that was given stays. It need not be, and should not be, a host's name.
    """
    return getattr(settings, "EVENTS_UID_NAMESPACE", "gathering")


def horizon() -> timedelta:
    """How far ahead repeating events are written out (EVENTS_HORIZON_DAYS, 800)."""
    return timedelta(days=getattr(settings, "EVENTS_HORIZON_DAYS", 800))


def window() -> tuple[timedelta, timedelta]:
    """How far a whole calendar reaches back and ahead (EVENTS_WINDOW_DAYS, (90, 730))."""
    back, ahead = getattr(settings, "EVENTS_WINDOW_DAYS", (90, 730))
    return timedelta(days=back), timedelta(days=ahead)


def calendar_max_age() -> int:
    """Seconds for which caches may keep a calendar unasked (EVENTS_CALENDAR_MAX_AGE, 900)."""
    return getattr(settings, "EVENTS_CALENDAR_MAX_AGE", 900)


def calendar_gzip() -> bool:
    """Whether calendars are packed for programs that understand it (EVENTS_CALENDAR_GZIP, True)."""
    return getattr(settings, "EVENTS_CALENDAR_GZIP", True)


def purge() -> str:
    """What is handed the addresses that a change touches, by its dotted name (EVENTS_PURGE)."""
    return getattr(settings, "EVENTS_PURGE", "")


def calendar_color() -> str:
    """The colour of subscribed calendars by its CSS name (EVENTS_CALENDAR_COLOR); else none."""
    return getattr(settings, "EVENTS_CALENDAR_COLOR", "")


def calendar_name() -> str:
    """What calendars are called (EVENTS_CALENDAR_NAME, maybe lazy); else WAGTAIL_SITE_NAME."""
    own = getattr(settings, "EVENTS_CALENDAR_NAME", "")
    return str(own or getattr(settings, "WAGTAIL_SITE_NAME", ""))


def spoken_languages() -> list[tuple[str, str]]:
    """The languages that may be spoken at an event (EVENTS_SPOKEN_LANGUAGES); else the pages'."""
    return list(getattr(settings, "EVENTS_SPOKEN_LANGUAGES", None) or languages())


def sign_languages() -> list[tuple[str, Any]]:
    """The sign languages that an event may offer (EVENTS_SIGN_LANGUAGES), by their ISO 639-3 code.

    A few are known by default; give your own list of (code, name).
    """
    return list(getattr(settings, "EVENTS_SIGN_LANGUAGES", None) or SIGN_LANGUAGES)


SIGN_LANGUAGES = [
    ("ils", _("International Sign")),
    ("dse", _("Sign Language of the Netherlands")),
    ("vgt", _("Flemish Sign Language")),
    ("gsg", _("German Sign Language")),
    ("fsl", _("French Sign Language")),
    ("ssp", _("Spanish Sign Language")),
    ("bfi", _("British Sign Language")),
    ("isg", _("Irish Sign Language")),
    ("ase", _("American Sign Language")),
    ("csl", _("Chinese Sign Language")),
]


def body_block() -> str:
    """The StreamBlock of the pages' bodies, by its dotted name (EVENTS_BODY_BLOCK)."""
    return getattr(settings, "EVENTS_BODY_BLOCK", "events.blocks.BodyBlock")


def keeps_tasks_as_rows() -> bool:
    """Whether tasks wait in the database for our worker (TASKS of Django, not of this app)."""
    default = getattr(settings, "TASKS", {}).get("default", {})
    return default.get("BACKEND", "") == "django_tasks_db.DatabaseBackend"


def import_interval() -> timedelta:
    """How long a partner's calendar is left alone (EVENTS_IMPORT_INTERVAL_MINUTES, 60)."""
    return timedelta(minutes=getattr(settings, "EVENTS_IMPORT_INTERVAL_MINUTES", 60))


def import_bytes() -> int:
    """How big a partner's calendar may be, unpacked (EVENTS_IMPORT_MAX_BYTES, 5,000,000)."""
    return getattr(settings, "EVENTS_IMPORT_MAX_BYTES", 5_000_000)


def import_seconds() -> int:
    """How long bringing a calendar may take, and again reading it (EVENTS_IMPORT_SECONDS, 20)."""
    return getattr(settings, "EVENTS_IMPORT_SECONDS", 20)


def import_entries() -> int:
    """How many entries a partner's calendar may have (EVENTS_IMPORT_MAX_ENTRIES, 5000)."""
    return getattr(settings, "EVENTS_IMPORT_MAX_ENTRIES", 5000)


def import_memory() -> int:
    """How many megabytes reading a calendar may take (EVENTS_IMPORT_MEMORY_MB, 512)."""
    return getattr(settings, "EVENTS_IMPORT_MEMORY_MB", 512)


def import_contact() -> str:
    """Whom a partner may ask about our readings (EVENTS_IMPORT_CONTACT); else the site's address.

    An address of the web or of mail; it stands in the User-Agent of each request.
    """
    return getattr(settings, "EVENTS_IMPORT_CONTACT", "") or getattr(
        settings, "WAGTAILADMIN_BASE_URL", ""
    )


def check_in_margin() -> timedelta:
    """How long before the begin and after the end people are checked in (EVENTS_CHECK_IN_HOURS, 6).

    Helpers' links open nothing at any other time, and devices forget the list then.
    """
    return timedelta(hours=getattr(settings, "EVENTS_CHECK_IN_HOURS", 6))


def join_margin() -> timedelta:
    """How long before the begin join links open (EVENTS_JOIN_MINUTES, 15)."""
    return timedelta(minutes=getattr(settings, "EVENTS_JOIN_MINUTES", 15))


def report_least() -> int:
    """Fewer people than these are not told apart in a report (EVENTS_REPORT_LEAST, 5)."""
    return getattr(settings, "EVENTS_REPORT_LEAST", 5)


def report_page() -> str:
    """What makes a draft of a report, by its dotted name (EVENTS_REPORT_PAGE, nothing).

    It is called with a `Report`, the page of the event in one language, and the user, and answers
    the page that it made.
    """
    return getattr(settings, "EVENTS_REPORT_PAGE", "")
