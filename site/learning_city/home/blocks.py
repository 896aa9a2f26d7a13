"""What the body of an event or a call may hold on this site: also shared texts and next events."""

from events.blocks import BodyBlock, NextEventsBlock
from story_pages.elements.ways import AboutElement


class EventBody(BodyBlock):
    about = AboutElement()
    next_events = NextEventsBlock()
