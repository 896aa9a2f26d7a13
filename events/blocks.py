"""Blocks of the events app: the body of its pages, and the next events on anybody's page."""

from typing import Any

from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock

from stakeholders.organisation import Organisation
from stakeholders.term import Topic

from . import conf
from .agenda import next_pages

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


def topic_choices() -> list[tuple[str, str]]:
    return [(topic.slug, str(topic)) for topic in Topic.objects.all()]


def organisation_choices() -> list[tuple[str, str]]:
    return [(row.code, str(row)) for row in Organisation.objects.listed().order_by("name", "pk")]


class NextEventsBlock(blocks.StructBlock):
    """The events that come next, as a list or as cards; a site may put it on any page."""

    heading = blocks.CharBlock(required=False, label=_("Heading"))
    number = blocks.IntegerBlock(default=3, min_value=1, max_value=12, label=_("How many"))
    look = blocks.ChoiceBlock(
        choices=[("list", _("List")), ("cards", _("Cards"))], default="list", label=_("As")
    )
    topic = blocks.ChoiceBlock(choices=topic_choices, required=False, label=_("Topic"))
    organisation = blocks.ChoiceBlock(
        choices=organisation_choices, required=False, label=_("Organisation")
    )
    empty_text = blocks.CharBlock(
        required=False,
        label=_("When nothing is planned"),
        help_text=_("Shown instead of events; leave it empty for the usual sentence."),
    )

    class Meta:
        icon = "calendar-alt"
        label = _("Next events")
        template = "events/blocks/next_events.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        context["pages"] = next_pages(
            number=value["number"],
            topic=value["topic"] or "",
            organisation=value["organisation"] or "",
            now=timezone.now(),
        )
        return context


class BodyBlock(blocks.StreamBlock):
    """What the body of an event or a call may hold, unless EVENTS_BODY_BLOCK names another."""

    text = blocks.RichTextBlock(features=TEXT_FEATURES, label=_("Text"))
    picture = ImageBlock(label=_("Picture"), template="events/blocks/picture.html")


def body_block() -> blocks.StreamBlock:
    """The block that the site has chosen for bodies."""
    block: blocks.StreamBlock = import_string(conf.body_block())(required=False)
    return block


class BodyField(StreamField):
    """A stream that tells migrations nothing of its blocks: a new block needs none."""

    def __init__(self, block_types: Any = (), **kwargs: Any) -> None:
        super().__init__(block_types, **kwargs)

    def deconstruct(self) -> Any:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs

    def clone(self) -> "BodyField":
        """A copy with its blocks, which `deconstruct` leaves out."""
        _name, _path, _args, kwargs = self.deconstruct()
        return self.__class__(self.block_types_arg, **kwargs)
