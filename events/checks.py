"""What Django's checks say about the settings of this app."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.checks import Warning as Caution
from django.utils.module_loading import import_string

from stakeholders.checks import missing_template

from . import conf


@register()
def base_template_exists(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """E001: the template that our pages extend must be there."""
    name = conf.base_template()
    return missing_template(name, setting="EVENTS_BASE_TEMPLATE", id="events.E001")


@register()
def letters_can_be_sent(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """E002: what empties the outbox must be a task."""
    name = conf.letter_task()
    try:
        task = import_string(name)
    except ImportError as problem:
        said = f"EVENTS_LETTER_TASK cannot be imported: {problem}"
    else:
        if hasattr(task, "enqueue"):
            return []
        said = f"EVENTS_LETTER_TASK names “{name}”, which is no task."
    return [Error(said, hint="Leave it out, or name a function with @task().", id="events.E002")]


@register()
def purging_can_be_called(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """E003: what is handed the addresses to purge must be there."""
    name = conf.purge()
    try:
        is_callable = not name or callable(import_string(name))
    except ImportError:
        is_callable = False
    if is_callable:
        return []
    return [
        Error(
            f"EVENTS_PURGE names “{name}”, which cannot be called.",
            hint="Leave it out, or name a function that takes a list of addresses.",
            id="events.E003",
        )
    ]


@register()
def a_lease_outlasts_a_letter(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """W001: else a second worker sends a letter that the first one still has in hand."""
    if conf.letter_lease().total_seconds() > conf.letter_timeout():
        return []
    return [
        Caution(
            "A letter may leave twice: the mail server may take longer than a worker has for it.",
            hint="Give EVENTS_LETTER_LEASE_SECONDS more than EVENTS_LETTER_TIMEOUT_SECONDS.",
            id="events.W001",
        )
    ]


@register()
def files_handed_in_are_private(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """E004: what lies below MEDIA_ROOT has an address."""
    public = settings.MEDIA_ROOT
    if not public or not conf.private_root().resolve().is_relative_to(Path(public).resolve()):
        return []
    return [
        Error(
            "Files that people hand in would lie below MEDIA_ROOT, where everybody may read.",
            hint="Give EVENTS_PRIVATE_ROOT a folder that no server serves.",
            id="events.E004",
        )
    ]


@register()
def forms_can_be_counted(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """W002: without a cache that counts, nobody can sign up."""
    if not settings.CACHES["default"]["BACKEND"].endswith("DummyCache"):
        return []
    return [
        Caution(
            "Nobody can sign up: the default cache keeps nothing, so floods cannot be told.",
            hint="Give CACHES a default that keeps what it is given, such as Redis.",
            id="events.W002",
        )
    ]
