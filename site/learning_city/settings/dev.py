"""For a developer's machine and `make demo`: everything local, mail as files."""

from .base import *  # noqa: F403 - settings build on each other
from .base import env

DEBUG: bool = env.bool("DEBUG", True)
SECRET_KEY: str = env.str("SECRET_KEY", "for-development-only-never-for-a-public-site")
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])

EMAIL_BACKEND = "learning_city.mail.EmlFileBackend"
if env.str("EMAIL_URL", ""):
    globals().update(env.email("EMAIL_URL"))
