"""What is true of the site everywhere: apps, addresses, languages, safety."""

from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

env = environ.Env()

ROOT = Path(__file__).resolve().parents[3]
SITE = ROOT / "site" / "learning_city"
VAR = ROOT / "var"

BASE_URL: str = env.str("BASE_URL", f"http://127.0.0.1:{env.str('PORT', '8000')}")

INSTALLED_APPS = [
    "learning_city.home",
    "learning_city.demo",
    "story_pages",
    "events",
    "stakeholders",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtailmedia",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.sitemaps",
    "django.contrib.sitemaps",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "learning_city.policy.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "learning_city.languages.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "learning_city.messages.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "learning_city.urls"
WSGI_APPLICATION = "learning_city.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SITE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "learning_city.home.context.site_context",
            ],
        },
    },
]


def database(url: str) -> dict[str, Any]:
    """The connection for a database address; SQLite gets what parallel writers need."""
    settings: dict[str, Any] = env.db_url_config(url)
    # A new connection reads the whole schema first: on SQLite that took 5 ms, on every request.
    settings["CONN_MAX_AGE"] = 60
    if settings["ENGINE"].endswith("sqlite3"):
        Path(settings["NAME"]).parent.mkdir(parents=True, exist_ok=True)
        settings["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
    else:
        settings["CONN_HEALTH_CHECKS"] = True
    return settings


DATABASES = {"default": database(env.str("DATABASE_URL", f"sqlite:///{VAR / 'db.sqlite3'}"))}
CACHES = {"default": env.cache_url("CACHE_URL", "locmemcache://")}
# Without Redis, pages are only slower; /healthz, sign-up and sign-in notice by themselves.
DJANGO_REDIS_IGNORE_EXCEPTIONS = DJANGO_REDIS_LOG_IGNORED_EXCEPTIONS = True

AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_REDIRECT_URL = "/"

# Representatives sign in by a code that is mailed to them; nobody shares a password.
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 3600
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_ADAPTER = "learning_city.accounts.AccountAdapter"
LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = reverse_lazy("account_login")

LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("en", "English"),
    ("nl", "Nederlands"),
    ("fr", "Français"),
    ("es", "Español"),
    ("ar", "العربية"),
    ("zh-hans", "简体中文"),
]
LOCALE_PATHS = [SITE / "locale"]
FORMAT_MODULE_PATH = ["learning_city.formats"]
TIME_ZONE: str = env.str("TIME_ZONE", "Europe/Amsterdam")
USE_I18N = USE_TZ = WAGTAIL_I18N_ENABLED = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [SITE / "static"]
MEDIA_ROOT = env.str("MEDIA_ROOT", str(VAR / "media"))
MEDIA_URL: str = env.str("MEDIA_URL", "/media/")
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

DEFAULT_FROM_EMAIL: str = env.str(
    "DEFAULT_FROM_EMAIL", "Learning City Groningen <city@groningen.example>"
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_FILE_PATH: str = env.str("EMAIL_FILE_PATH", str(VAR / "mail"))

TASKS: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}

# As Wagtail's own start has it: a story of a dozen sections has more than a thousand fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

WAGTAIL_SITE_NAME = "Learning City Groningen"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp", "svg"]
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_WEBP_QUALITY = 75
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "txt", "vtt", "xlsx", "zip"]
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILMEDIA = {
    "MEDIA_MODEL": "story_pages.Recording",
    "MEDIA_FORM_BASE": "story_pages.forms.RecordingForm",
}
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
TAGGIT_CASE_INSENSITIVE = True

STORY_PAGES_TOPIC_MODEL = "stakeholders.Topic"
STORY_PAGES_EMBED_HOSTS = [
    "datawrapper.dwcdn.net",
    "player.vimeo.com",
    "www.openstreetmap.org",
    "www.youtube-nocookie.com",
]
STAKEHOLDERS_FEEDS = "learning_city.home.feeds.site_feeds"
EVENTS_BODY_BLOCK = "learning_city.home.blocks.EventBody"
EVENTS_CALENDAR_NAME = _("Learning City Groningen")
EVENTS_REPORT_PAGE = "learning_city.home.report_article.article_of"
STORY_PAGES_BASE_TEMPLATE = EVENTS_BASE_TEMPLATE = STAKEHOLDERS_BASE_TEMPLATE = "base.html"

SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # Wagtail shows previews in a frame of this site
SESSION_COOKIE_HTTPONLY = True
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "frame-src": [SELF, *(f"https://{host}" for host in STORY_PAGES_EMBED_HOSTS)],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    },
}

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"hide_keys": {"()": "events.quiet.HideKeys"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["hide_keys"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # Without Django's own handlers: its letter about an error quotes address and form whole.
        "django": {"handlers": [], "level": "WARNING"},
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
