"""The stakeholders app for Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StakeholdersConfig(AppConfig):
    name = "stakeholders"
    verbose_name = _("Stakeholders")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models, and what needs them, can be imported only now.
        from wagtail.permissions import register_permission_policy  # noqa: PLC0415 - see above

        from . import checks, doors  # noqa: F401, PLC0415 - checks register themselves
        from .models import Organisation  # noqa: PLC0415 - see above
        from .permissions import WrittenByPages  # noqa: PLC0415 - see above

        register_permission_policy(Organisation, WrittenByPages(Organisation))
        doors.connect()
