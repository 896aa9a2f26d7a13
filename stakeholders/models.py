"""The models of this app, each told in the file of its noun."""

from .term import Term, Topic

__all__ = ["Term", "Topic"]
