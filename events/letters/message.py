"""An e-mail as programs want it: text, HTML, and a calendar message as RFC 6047 has it."""

import re
from email.encoders import encode_base64
from typing import Any

from django.core.mail import EmailMultiAlternatives

from events.outcome import Outcome

FILE = "invite.ics"


class LetterMessage(EmailMultiAlternatives):
    """Text and HTML, and where there is one a calendar message.

    It is there twice, with the same bytes: as an alternative, by which Gmail, Outlook and Apple
    Mail know an invitation, and as a file, for programs that show what is attached. Both in
    base64, so that no mail server on the way touches line ends.
    """

    outcome: Outcome | None = None
    """What is to be written once it has left."""

    def enclose(self, method: str, calendar: str) -> None:
        self.attach_alternative(calendar, f"text/calendar; method={method}")
        self.attach(FILE, calendar.encode(), "application/ics")

    def message(self, *args: Any, **kwargs: Any) -> Any:
        made = super().message(*args, **kwargs)
        for part in made.walk():
            if part.get_content_type() == "text/calendar" and part.get_param("method"):
                method = part.get_param("method")
                # The mail library of some Pythons writes the line ends of its own machine.
                text: Any = part.get_payload(decode=True)
                text = re.sub(rb"\r?\n", b"\r\n", text)
                del part["Content-Type"]
                del part["Content-Transfer-Encoding"]
                part.set_payload(text)
                part["Content-Type"] = f"text/calendar; method={method}; charset=UTF-8"
                encode_base64(part)
        return made
