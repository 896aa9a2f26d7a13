"""For the public: secrets come from the environment, and only over TLS."""

from urllib.parse import urlsplit

from django.http.request import HttpHeaders

from .base import *  # noqa: F403 - settings build on each other
from .base import CONTENT_SECURITY_POLICY, MEDIA_URL, SILENCED_SYSTEM_CHECKS, STORAGES, env

DEBUG = False
SECRET_KEY: str = env.str("SECRET_KEY")
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS")
BASE_URL = env.str("BASE_URL")
WAGTAILADMIN_BASE_URL = BASE_URL

globals().update(env.email("EMAIL_URL", "smtp://localhost:25"))
EVENTS_REPLY_TO: str = env.str("EVENTS_REPLY_TO", "")

EVENTS_VISITOR_HEADER: str = env.str("EVENTS_VISITOR_HEADER", "")
# By the same header allauth counts who signs in; here, too, of several addresses the last.
visitor = HttpHeaders.parse_header_name(EVENTS_VISITOR_HEADER)
if visitor == "X-Forwarded-For":
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
else:
    ALLAUTH_TRUSTED_CLIENT_IP_HEADER = visitor

STORAGES["staticfiles"] = {
    "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage",
}
uploads = urlsplit(MEDIA_URL, "https")
if env.str("STORAGE_URL", ""):
    bucket = env.url("STORAGE_URL").netloc
    service = env.str("AWS_ENDPOINT_URL_S3", "").rstrip("/")
    if not uploads.netloc:
        region = env.str("AWS_DEFAULT_REGION", "us-east-1")
        amazon = f"https://{bucket}.s3.{region}.amazonaws.com"
        own = f"{service}/{bucket}" if service else amazon
        uploads = urlsplit(own)
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "url_protocol": f"{uploads.scheme}:",
            "custom_domain": f"{uploads.netloc}{uploads.path}".rstrip("/"),
            # A signed address ends within an hour, but calendars and caches keep it for longer.
            "querystring_auth": False,
            "file_overwrite": False,
        },
    }
    # Else Wagtail leads to the bucket, where nobody asks who may see them.
    WAGTAILDOCS_SERVE_METHOD = "serve_view"
if env.str("PRIVATE_STORAGE_URL", ""):
    STORAGES["events_private"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": env.url("PRIVATE_STORAGE_URL").netloc,
            "default_acl": "private",
            "querystring_auth": True,
            "file_overwrite": False,
        },
    }
if uploads.netloc:
    for kind in ("img-src", "media-src"):
        CONTENT_SECURITY_POLICY["DIRECTIVES"][kind].append(f"{uploads.scheme}://{uploads.netloc}")

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS: int = env.int("SECURE_HSTS_SECONDS", 31_536_000)
# Whether a city's other hosts have TLS, too, this site cannot know; and browsers forget slowly.
SECURE_HSTS_INCLUDE_SUBDOMAINS: bool = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", False)
SECURE_HSTS_PRELOAD: bool = env.bool("SECURE_HSTS_PRELOAD", False)
SILENCED_SYSTEM_CHECKS += ["security.W005", "security.W021"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
