"""The models of this app, each told in the file of its noun."""

from .alliance import Membership
from .organisation import ContactPoint, Figure, Identifier, Location, Organisation
from .representative import Representative
from .term import Term, Topic

__all__ = [
    "ContactPoint",
    "Figure",
    "Identifier",
    "Location",
    "Membership",
    "Organisation",
    "Representative",
    "Term",
    "Topic",
]
