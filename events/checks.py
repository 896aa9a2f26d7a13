"""What Django's checks say about the settings of this app."""

from typing import Any

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
