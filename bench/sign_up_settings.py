"""The site as in production when people sign up: the worker sends letters, not the request."""

from bench.settings import *  # noqa: F403 - settings build on each other

ROOT_URLCONF = "learning_city.urls"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
