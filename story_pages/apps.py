"""The story_pages app for Django."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_delete
from django.utils.translation import gettext_lazy as _
from wagtail.signals import page_published


class StoryPagesConfig(AppConfig):
    name = "story_pages"
    verbose_name = _("Stories")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import checks  # noqa: F401, PLC0415 - models must be there first
        from .preparing import page_published as prepare  # noqa: PLC0415 - likewise
        from .recording_source import RecordingSource, forget_file  # noqa: PLC0415 - likewise
        from .told import Told  # noqa: PLC0415 - likewise

        post_delete.connect(forget_file, sender=RecordingSource, dispatch_uid="forget its file")
        for model in apps.get_models():
            if issubclass(model, Told):
                page_published.connect(
                    prepare, sender=model, dispatch_uid=f"prepare {model._meta.label}"
                )
