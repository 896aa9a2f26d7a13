"""The models of this app, each told in the file of its noun."""

from .alliance import Membership
from .directory_page import DirectoryPage
from .figure import Figure
from .organisation import ContactPoint, Identifier, Location, Organisation
from .pages import (
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
