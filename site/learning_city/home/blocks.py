"""What the body of an event or a call may hold on this site: also a text that pages share."""

from events.blocks import BodyBlock
from story_pages.blocks import AboutElement


class EventBody(BodyBlock):
    about = AboutElement()
