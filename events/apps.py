"""The events app for Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("Events")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import checks, desk, doors  # noqa: F401, PLC0415 - they know models, ready only now

        doors.connect()
        desk.register_policies()
