"""The models of this app, each told in the file of its noun."""

from .call import Call
from .event import ChangedDate, Event, Occurrence, Session
from .venue import Room, Venue

__all__ = ["Call", "ChangedDate", "Event", "Occurrence", "Room", "Session", "Venue"]
