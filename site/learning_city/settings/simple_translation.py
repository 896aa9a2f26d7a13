"""The tests' settings with Wagtail's own simple translation in the place of wagtail-localize."""

from .test import *  # noqa: F403 - settings build on each other
from .test import INSTALLED_APPS

SIMPLE = {
    "wagtail_localize": "wagtail.contrib.simple_translation",
    "wagtail_localize.locales": "wagtail.locales",
}
INSTALLED_APPS = [SIMPLE.get(app, app) for app in INSTALLED_APPS]
