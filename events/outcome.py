"""What is to be written of a letter that has left: worded before it leaves, written right after."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from time import sleep
from typing import Any

from django.db import Error, connection
from django.utils import timezone

# So long we wait before we ask a database again that was away.
PAUSE = timedelta(seconds=0.5)


class NotWritten(Exception):  # noqa: N818 - the letter has left, so it is no failed attempt
    """What became of a letter could not be written: it stays claimed until its lease is over."""


@dataclass
class Outcome:
    """A statement that says that the letter was sent, as long as it is ours (until, in UTC).

    Once the lease has run out and somebody else has the letter, the statement changes no row.
    """

    statement: str
    values: tuple[Any, ...]
    until: datetime
    is_written: bool = False

    def write(self) -> None:
        """Write it, once; while the database cannot, wait for it as long as the letter is ours.

        A letter that has left and is not said to have left would leave again: where that cannot
        be helped, NotWritten is raised.
        """
        while not self.is_written:
            try:
                with connection.cursor() as cursor:
                    cursor.execute(self.statement, self.values)
            except Error as error:
                if connection.in_atomic_block or timezone.now() + PAUSE > self.until:
                    raise NotWritten from error
                connection.close()
                sleep(PAUSE.total_seconds())
            else:
                self.is_written = True
