"""A letter becomes a message in the person's language and is handed to the mail server."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.utils import translation
from wagtail.models import Site

from events import conf
from events.outbox import Letter, NotNeeded
from events.remembering import once

from . import appointments
from .about import subject_of
from .message import LetterMessage
from .own_words import in_own_words
from .parts import Wording
from .registry import LETTERS


def mail_server() -> BaseEmailBackend:
    """The connection that the site has for its letters, with a time-out that a lease outlasts."""
    # `MAILERS` is how Django says it from 6.1 on.
    server: Any = mail.mailers.default if hasattr(settings, "MAILERS") else mail.get_connection()
    if hasattr(server, "timeout"):
        most = conf.letter_timeout()
        server.timeout = min(server.timeout or most, most)
    return server


def send(letter: Letter, connection: BaseEmailBackend) -> None:
    """Say the letter in the person's language and hand it to the mail server.

    Raises NotNeeded where what it says is no longer so.
    """
    recipient = letter.recipient
    if recipient.forgotten_at is not None or not recipient.email:
        raise NotNeeded
    with translation.override(recipient.language):
        message = build(letter)
    message.connection, message.outcome = connection, letter.outcome
    try:
        connection.open()
        connection.send_messages([message])
    except Exception:
        connection.close()  # a connection that failed once is of no use to the next letter
        raise


def build(letter: Letter) -> LetterMessage:
    """The message in the active language."""
    recipient, subject = letter.recipient, subject_of(letter)
    words = in_own_words(LETTERS[letter.kind](letter, subject), letter, subject)
    site_name, host = _site()
    message = LetterMessage(
        subject=_one_line(words.subject),
        body=as_text(words, site_name),
        to=[recipient.email],
        reply_to=[conf.reply_to()],
        headers={
            "Message-ID": f"<{letter.message_id}@{host}>",
            "Auto-Submitted": "auto-generated",
            "Content-Language": recipient.language,
            **_turning_off(words.turn_off),
        },
    )
    message.attach_alternative(as_html(words, site_name), "text/html")
    told = appointments.message_of(letter, subject, sender_name=site_name)
    if told is not None:
        message.enclose(told.method, told.text)
    elif words.calendar and appointments.wants_none(letter):
        # No METHOD: nobody is asked to answer by calendar, the file is there to be opened.
        message.attach("event.ics", words.calendar, "text/calendar")
    return message


@once
def _site() -> tuple[str, str]:
    """What the site is called, and where it is."""
    site = Site.objects.get(is_default_site=True)
    host = urlsplit(site.root_url).hostname or "localhost"
    return site.site_name or host, host


def as_text(words: Wording, site_name: str) -> str:
    """As programs show it that show no HTML, in the active language."""
    context = {"words": words, "site_name": site_name, "turn_off": words.turn_off}
    return render_to_string("events/letters/letter.txt", context).strip() + "\n"


def as_html(words: Wording, site_name: str) -> str:
    context = {
        "words": words,
        "site_name": site_name,
        "turn_off": words.turn_off,
        "language": translation.get_language(),
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
    }
    return render_to_string("events/letters/letter.html", context).strip() + "\n"


def _turning_off(url: str) -> dict[str, str]:
    """By which programs offer a button that turns letters off with one click (RFC 8058)."""
    if not url:
        return {}
    return {"List-Unsubscribe": f"<{url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def _one_line(text: str) -> str:
    """A subject without line breaks and control characters, whatever a title holds."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", text).split())
