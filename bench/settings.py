"""The site as in production, but on this machine alone and with the floor's plain view."""

from learning_city.settings.dev import *  # noqa: F403 - settings build on each other

DEBUG = False
ROOT_URLCONF = "bench.urls"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
