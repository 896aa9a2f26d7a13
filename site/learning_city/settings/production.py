"""For the public: secrets come from the environment, and only over TLS."""

from .base import *  # noqa: F403 - settings build on each other
from .base import STORAGES, env

DEBUG = False
SECRET_KEY: str = env.str("SECRET_KEY")
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS")
BASE_URL = env.str("BASE_URL")
WAGTAILADMIN_BASE_URL = BASE_URL

globals().update(env.email("EMAIL_URL", "smtp://localhost:25"))

STORAGES["staticfiles"] = {
    "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage",
}
if env.str("STORAGE_URL", ""):
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": env.url("STORAGE_URL") and {"bucket_name": env.url("STORAGE_URL").netloc},
    }

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
