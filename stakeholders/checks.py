"""What Django's checks say about the settings of this app."""

from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from . import conf


@register()
def base_template_exists(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """E001: the template that our pages extend must be there."""
    name = conf.base_template()
    try:
        get_template(name)
    except TemplateDoesNotExist:
        return [
            Error(
                f"The template “{name}” does not exist.",
                hint="Set STAKEHOLDERS_BASE_TEMPLATE to a template with a block “main”.",
                id="stakeholders.E001",
            )
        ]
    return []


@register()
def feeds_can_be_listed(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """E002: what lists the feeds of the site must be a list or something to call."""
    try:
        conf.feed_source()
    except ImportError as problem:
        return [
            Error(
                f"STAKEHOLDERS_FEEDS cannot be imported: {problem}",
                hint="Give a list of feeds, a function, or the dotted path of a function.",
                id="stakeholders.E002",
            )
        ]
    return []
