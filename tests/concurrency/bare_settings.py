"""Settings for processes of tests: tables come from the models at once."""

from learning_city.settings.test import *  # noqa: F403 - settings build on each other
from tests.concurrency.arena import NoMigrations

MIGRATION_MODULES = NoMigrations()
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
