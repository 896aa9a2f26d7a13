"""For the tests: quick passwords, letters kept in memory, a database of their own."""

import atexit
import os
import shutil
import tempfile

from .base import *  # noqa: F403 - settings build on each other
from .base import DATABASES, VAR, env

DEBUG = False
SECRET_KEY = "for-tests-only"  # noqa: S105 - it guards nothing
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = tempfile.mkdtemp(prefix="gathering-media-")
EVENTS_PRIVATE_ROOT = tempfile.mkdtemp(prefix="gathering-private-")
for folder in (MEDIA_ROOT, EVENTS_PRIVATE_ROOT):
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
EVENTS_FORM_SECONDS = 0  # a test sees at once what it did; tests of keeping say otherwise
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# A file, so that it can be kept between runs and be shared by parallel connections.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    VAR.mkdir(exist_ok=True)
    suffix = env.str("TEST_DB_SUFFIX", "") or os.environ.get("PYTEST_XDIST_WORKER", "main")
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / f"test-{suffix}.sqlite3")}
