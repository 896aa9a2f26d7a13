"""What a site must have set for this app, told before it starts."""

from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.checks import Warning as Caution
from django.template import TemplateDoesNotExist, engines
from django.template.backends.django import DjangoTemplates
from django.template.loader_tags import BlockNode, ExtendsNode
from django.urls import Resolver404, resolve
from django.views.static import serve
from wagtailmedia.models import get_media_model
from wagtailmedia.settings import wagtailmedia_settings

from . import conf, ffmpeg
from .recording import Recording

FIELDS_OF_A_LONG_STORY = 10_000


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
def room_for_long_forms(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A story of twenty sections has more fields than Django takes if nobody says otherwise."""
    most = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    if most is None or most >= FIELDS_OF_A_LONG_STORY:
        return []
    return [
        Caution(
            f"Forms may have {most} fields: long stories can neither be saved nor previewed.",
            hint=f"Set DATA_UPLOAD_MAX_NUMBER_FIELDS = {FIELDS_OF_A_LONG_STORY}, as Wagtail does.",
            id="story_pages.W005",
        )
    ]


@register()
def base_template_exists(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The template that our pages extend must be there."""
    name = conf.base_template()
    try:
        if _engines():
            _template(name)
    except TemplateDoesNotExist:
        return [
            Error(
                f"The template “{name}” does not exist.",
                hint="Set STORY_PAGES_BASE_TEMPLATE to a template with a block “main”.",
                id="story_pages.E002",
            )
        ]
    return []


@register()
def base_template_has_header(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The bar of a story stands there: without it no contents, and scripts that miss it."""
    name = conf.base_template()
    try:
        if not _engines() or "header" in _blocks(name):
            return []
    except TemplateDoesNotExist:  # told above
        return []
    return [
        Caution(
            f"The template “{name}” has no block “header”, where the bar of a story stands.",
            hint="Add {% block header %}{% endblock %} to it, before its main part.",
            id="story_pages.W004",
        )
    ]


def _blocks(name: str) -> set[str]:
    """The blocks of a template and of those that it extends by name."""
    nodes = _template(name).template.nodelist
    blocks = {block.name for block in nodes.get_nodes_by_type(BlockNode)}
    for above in nodes.get_nodes_by_type(ExtendsNode):
        if isinstance(above.parent_name.var, str):
            blocks |= _blocks(above.parent_name.var)
    return blocks


def _template(name: str) -> Any:
    """As our own templates find what they extend: another engine, such as Jinja2, is not asked."""
    for engine in _engines():
        with suppress(TemplateDoesNotExist):
            return engine.get_template(name)
    raise TemplateDoesNotExist(name)


def _engines() -> list[DjangoTemplates]:
    """None where a site has written all templates anew for another engine."""
    return [engine for engine in engines.all() if isinstance(engine, DjangoTemplates)]


@register()
def media_in_parts(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Django's own view sends files only whole: then nobody can wind a film, nor Safari play it."""
    try:
        view = resolve(f"{conf.media_path()}film.mp4").func
    except Resolver404:  # another server sends them
        return []
    if view is not serve:
        return []
    return [
        Caution(
            "Films and sounds are served by django.views.static.serve, which knows no byte ranges.",
            hint="Let a web server or a bucket serve MEDIA_URL, or a view that answers “Range”.",
            id="story_pages.W002",
        )
    ]


@register()
def ffmpeg_is_there(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Without it nothing breaks; a site that wants none says so."""
    if conf.ffmpeg_name() == "" or ffmpeg.is_there():
        return []
    return [
        Caution(
            "ffmpeg and ffprobe are not found: no posters, no waveforms, films not looked into.",
            hint="Install ffmpeg, name it in STORY_PAGES_FFMPEG, or set that to an empty text.",
            id="story_pages.W003",
        )
    ]
