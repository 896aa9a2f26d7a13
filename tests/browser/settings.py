"""The demo as the public meets it: no debugging, static files by whitenoise, tasks done at once."""

from learning_city.settings.dev import *  # noqa: F403 - settings build on each other

DEBUG = False
WHITENOISE_USE_FINDERS = True
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
