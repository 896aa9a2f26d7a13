"""What one letter says, as text and as HTML alike."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Wording:
    """The parts of a letter in their order."""

    subject: str
    opening: list[str]
    facts: list[tuple[str, str]]
    action: tuple[str, str] | None = None
    notes: list[str] = field(default_factory=list)
    calendar: str = ""
    """The file to enclose, if any."""
