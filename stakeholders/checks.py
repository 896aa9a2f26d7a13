"""What Django's checks say about the settings of this app."""

from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from . import conf


def missing_template(name: str, *, setting: str, id: str) -> list[CheckMessage]:  # noqa: A002 - Django's word
    """The error that the template which a setting names is not there."""
    try:
        get_template(name)
    except TemplateDoesNotExist:
        said = f"The template “{name}” does not exist."
        return [Error(said, hint=f"Set {setting} to a template with a block “main”.", id=id)]
    return []


@register()
def base_template_exists(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """E001: the template that our pages extend must be there."""
    name = conf.base_template()
    return missing_template(name, setting="STAKEHOLDERS_BASE_TEMPLATE", id="stakeholders.E001")


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
