"""Logs without secrets: the key in a person's own address is not written down."""

import logging
import re
from typing import Any

_KEY = re.compile(r"(/(?:registration|invitation|calendars/mine)/)[A-Za-z0-9_-]{20,}")


def without_keys(value: Any) -> Any:
    """Texts without keys; anything else as it is."""
    return _KEY.sub(r"\1…", value) if isinstance(value, str) else value


class HideKeys(logging.Filter):
    """For the handlers of a site: put it into LOGGING as {"()": "events.quiet.HideKeys"}."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = without_keys(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(without_keys(value) for value in record.args)
        return True
