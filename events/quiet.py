"""Logs without secrets: neither the key in a person's own address nor what errors tell of them."""

import logging
import re
from typing import Any

_KEY = re.compile(
    r"(/(?:registration|invitation|calendars/mine|join|check-in/helper|certificate|letters)/|[?&]code=)"
    r"[A-Za-z0-9_-]{20,}"
)
# As errors quote one, without its address: 256 bits in the alphabet of addresses; no long name.
_BARE_KEY = re.compile(r"(?<![\w-])(?=[a-z_-]*[A-Z0-9])[A-Za-z0-9_-]{43}(?![\w-])")
_ADDRESS = re.compile(r"[\w.+%'=-]+@[\w-]+(?:\.[\w-]+)+")
# Where PostgreSQL quotes the row that it refused, with all that somebody typed.
_ROW = re.compile(r"^DETAIL: .*?(?=\n\n|\Z)", re.MULTILINE | re.DOTALL)

_SECRETS = ((_KEY, r"\1…"), (_BARE_KEY, "…"), (_ADDRESS, "…@…"), (_ROW, "DETAIL: …"))


def without_secrets(value: Any) -> Any:
    """Texts and errors without keys, addresses and rows; anything else as it is."""
    if isinstance(value, BaseException):
        value = str(value)
    if not isinstance(value, str):
        return value
    for secret, instead in _SECRETS:
        value = secret.sub(instead, value)
    return value


class HideKeys(logging.Filter):
    """For the handlers of a site: put it into LOGGING as {"()": "events.quiet.HideKeys"}."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = without_secrets(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(without_secrets(value) for value in record.args)
        if record.exc_info and not record.exc_text:
            # What formatters take, and make themselves only where it is not there.
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        record.exc_text = without_secrets(record.exc_text)
        return True
