"""For the public: secrets come from the environment, and only over TLS."""

from urllib.parse import urlsplit

from .base import *  # noqa: F403 - settings build on each other
from .base import CONTENT_SECURITY_POLICY, MEDIA_URL, STORAGES, env

DEBUG = False
SECRET_KEY: str = env.str("SECRET_KEY")
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS")
BASE_URL = env.str("BASE_URL")
WAGTAILADMIN_BASE_URL = BASE_URL

globals().update(env.email("EMAIL_URL", "smtp://localhost:25"))

STORAGES["staticfiles"] = {
    "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage",
}
uploads = urlsplit(MEDIA_URL).netloc
if env.str("STORAGE_URL", ""):
    bucket = env.url("STORAGE_URL").netloc
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {"bucket_name": bucket, "custom_domain": uploads or None},
    }
    # Else Wagtail leads to the bucket, where nobody asks who may see them.
    WAGTAILDOCS_SERVE_METHOD = "serve_view"
    uploads = uploads or f"{bucket}.s3.amazonaws.com"
if env.str("PRIVATE_STORAGE_URL", ""):
    STORAGES["events_private"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": env.url("PRIVATE_STORAGE_URL").netloc,
            "default_acl": "private",
            "querystring_auth": True,
        },
    }
if uploads:
    for kind in ("img-src", "media-src"):
        CONTENT_SECURITY_POLICY["DIRECTIVES"][kind].append(f"https://{uploads}")

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
