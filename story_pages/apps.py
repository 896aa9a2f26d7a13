"""The story_pages app for Django."""

from django.apps import AppConfig
from django.db.models.signals import post_delete
from django.utils.translation import gettext_lazy as _


class StoryPagesConfig(AppConfig):
    name = "story_pages"
    verbose_name = _("Stories")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import checks  # noqa: F401, PLC0415 - models must be there first
        from .recording import Recording, Track, forget_files  # noqa: PLC0415 - likewise

        for model in (Recording, Track):
            post_delete.connect(forget_files, sender=model, dispatch_uid=f"forget {model.__name__}")
