"""Small numbers joined: lines of a table in which nobody can be told apart."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """How many were invited, registered, came: of one sector, one language …"""

    label: str
    invited: int = 0
    registered: int = 0
    came: int = 0
    is_joined: bool = False

    @property
    def people(self) -> tuple[int, int]:
        """The numbers that are of people; who is invited is an organisation."""
        return self.registered, self.came

    def is_small(self, least: int) -> bool:
        return any(0 < number < least for number in self.people)


def joined(lines: Iterable[Line], *, least: int, label: str) -> list[Line]:
    """The lines with the small ones as one, called `label`.

    Where those together are still few, the smallest of the others joins them: else it could be
    reckoned from the sum of all. The answer is a single line where there are too few people.
    """
    told = [line for line in lines if any((line.invited, *line.people))]
    small = [line for line in told if line.is_small(least)]
    large = sorted((line for line in told if not line.is_small(least)), key=_size)
    while small and large and _sum(small, label).is_small(least):
        small.append(large.pop(0))
    if not small:
        return told
    # Two lines may be equal, as of two venues of one name: each is itself.
    return [*(line for line in told if any(line is one for one in large)), _sum(small, label)]


def _size(line: Line) -> tuple[int, int]:
    return line.registered, line.came


def _sum(lines: list[Line], label: str) -> Line:
    return Line(
        label=label,
        invited=sum(line.invited for line in lines),
        registered=sum(line.registered for line in lines),
        came=sum(line.came for line in lines),
        is_joined=True,
    )
