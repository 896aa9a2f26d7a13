"""The models of this app, each told in the file of its noun."""

from .alliance import Membership
from .organisation import ContactPoint, Figure, Identifier, Location, Organisation
from .pages import (
    DirectoryPage,
    OrganisationPage,
    OrganisationPageContactPoint,
    OrganisationPageFigure,
    OrganisationPageIdentifier,
    OrganisationPageLocation,
)
from .representative import Representative
from .term import Term, Topic

__all__ = [
    "ContactPoint",
    "DirectoryPage",
    "Figure",
    "Identifier",
    "Location",
    "Membership",
    "Organisation",
    "OrganisationPage",
    "OrganisationPageContactPoint",
    "OrganisationPageFigure",
    "OrganisationPageIdentifier",
    "OrganisationPageLocation",
    "Representative",
    "Term",
    "Topic",
]
