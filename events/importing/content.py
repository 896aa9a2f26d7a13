"""What one entry of a partner's calendar says, as plain values that outlive the file."""

from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any


@dataclass(frozen=True)
class Content:
    """One entry: an event with all its dates. Moments are on the wall, as `2027-02-03T20:00`; in an
    hour that comes twice, the second one carries its offset, as `2027-10-31T02:10+01:00`.

    For whole days the end is the last day, that day included. `dates` are those that differ from
    the rule, each with `kind`, `on`, `starts`, `ends`, perhaps a `title` and a `place`. `notes`
    are words of `problems` for a moderator, each with what it is about. Of extra dates `cancelled`
    are those that were called off, `shifted` those that moved, from and to. `last` is when the last
    date is over; empty where it repeats without end. `mark` changes whenever the source says
    something else.
    """

    uid: str
    recurrence_id: str
    title: str
    starts: str
    ends: str
    zone: str
    is_all_day: bool = False
    rule: str = ""
    dates: list[dict[str, str]] = field(default_factory=list)
    cancelled: list[str] = field(default_factory=list)
    shifted: list[list[str]] = field(default_factory=list)
    is_cancelled: bool = False
    text: str = ""
    place: str = ""
    is_online: bool = False
    url: str = ""
    categories: list[str] = field(default_factory=list)
    sequence: int = 0
    notes: list[list[str]] = field(default_factory=list)
    last: str = ""
    mark: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return self.uid, self.recurrence_id

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def content_of(values: dict[str, Any]) -> Content:
    """The content as it was kept; names that a later version no longer knows are left out."""
    known = Content.__dataclass_fields__
    return Content(**{name: value for name, value in values.items() if name in known})


def mark_of(*said: object) -> str:
    return sha256(repr(said).encode()).hexdigest()[:32]
