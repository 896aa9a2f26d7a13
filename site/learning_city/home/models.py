"""The models of this app, each told in the file of its noun."""

from .pages import HomePage, TextPage
from .words import SiteWords

__all__ = ["HomePage", "SiteWords", "TextPage"]
