"""What a site must have set for this app, told before it starts."""

from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.core.checks import Warning as Caution
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from wagtailmedia.models import get_media_model
from wagtailmedia.settings import wagtailmedia_settings

from . import conf
from .recording import Recording


@register()
def media_model(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Films and sounds need captions, which wagtailmedia's own model lacks."""
    if issubclass(get_media_model(), Recording):
        return []
    return [
        Error(
            "wagtailmedia does not use the recordings of story_pages.",
            hint='Set WAGTAILMEDIA = {"MEDIA_MODEL": "story_pages.Recording"}.',
            id="story_pages.E001",
        )
    ]


@register()
def media_form(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Without our form nobody can add captions in the admin."""
    if wagtailmedia_settings.MEDIA_FORM_BASE:
        return []
    return [
        Caution(
            "Editors cannot add captions to films and sounds.",
            hint=(
                'Set WAGTAILMEDIA["MEDIA_FORM_BASE"] = "story_pages.forms.RecordingForm", '
                "or a form that inherits it."
            ),
            id="story_pages.W001",
        )
    ]


@register()
def base_template_exists(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The template that our pages extend must be there."""
    name = conf.base_template()
    try:
        get_template(name)
    except TemplateDoesNotExist:
        return [
            Error(
                f"The template “{name}” does not exist.",
                hint="Set STORY_PAGES_BASE_TEMPLATE to a template with a block “main”.",
                id="story_pages.E002",
            )
        ]
    return []
