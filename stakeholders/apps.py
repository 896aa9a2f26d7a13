"""The stakeholders app for Django."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_delete
from django.utils.translation import gettext_lazy as _


class StakeholdersConfig(AppConfig):
    name = "stakeholders"
    verbose_name = _("Stakeholders")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models, and what needs them, can be imported only now.
        from wagtail.permissions import register_permission_policy  # noqa: PLC0415 - see above

        from . import checks  # noqa: F401, PLC0415 - checks register themselves
        from .models import Organisation, OrganisationPage  # noqa: PLC0415 - see above
        from .permissions import WrittenByPages  # noqa: PLC0415 - see above

        register_permission_policy(Organisation, WrittenByPages(Organisation))
        # Pages go by many doors (admin, parent, site): the framework's signal is the only one
        # that all of them pass.
        post_delete.connect(_page_deleted, sender=OrganisationPage)


def _page_deleted(sender: Any, instance: Any, **kwargs: Any) -> None:
    from .leaving import leave  # noqa: PLC0415 - models exist only once apps are ready
    from .organisation import remember_words  # noqa: PLC0415 - likewise

    organisation = instance.facts
    leave(instance)
    if organisation is not None and organisation.pk:
        remember_words(organisation)
