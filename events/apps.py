"""The events app for Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("Events")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # They know models, which are ready only now.
        from . import checks, doors  # noqa: F401, PLC0415
        from .afterwards.moderation import register_policy  # noqa: PLC0415
        from .desk.policy import register_policies  # noqa: PLC0415

        doors.connect()
        register_policies()
        register_policy()
