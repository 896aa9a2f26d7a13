"""Mail on a developer's machine: one .eml file per letter, to open in any mail client."""

import time
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class EmlFileBackend(BaseEmailBackend):
    """Writes each letter to settings.EMAIL_FILE_PATH, named by the moment so that they sort."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            name = f"{time.strftime('%Y%m%d-%H%M%S')}-{uuid4().hex[:8]}.eml"
            lines = message.message().as_bytes().splitlines()
            (folder / name).write_bytes(b"\r\n".join(lines) + b"\r\n")
        return len(email_messages)
