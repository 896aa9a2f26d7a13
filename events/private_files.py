"""Files that people hand in: kept where no address leads, under names that tell nothing."""

import secrets
from collections.abc import Container
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages

from . import conf

FOLDER = "answers"
ALIAS = "events_private"


class FilesWithoutAddress(FileSystemStorage):
    """Files in a folder that no address leads to."""

    def url(self, name: str | None) -> str:
        raise ValueError("A private file has no URL.")


def private_storage() -> Storage:
    """What STORAGES names "events_private"; else a folder beside that of the public uploads."""
    if ALIAS in settings.STORAGES:
        return storages[ALIAS]
    return FilesWithoutAddress(
        location=conf.private_root(),
        file_permissions_mode=0o600,
        directory_permissions_mode=0o700,
    )


def random_name(instance: Any, filename: str) -> str:
    """A name that nobody can guess; what the visitor called the file is no part of it."""
    return f"{FOLDER}/{secrets.token_urlsafe(24)}"


def sweep(kept: Container[str], *, now: datetime) -> int:
    """Delete files that no row names, a day after they came: what a failed deed left behind."""
    storage, count = private_storage(), 0
    try:
        names = storage.listdir(FOLDER)[1]
    except FileNotFoundError:
        return 0
    for name in (f"{FOLDER}/{one}" for one in names):
        if name not in kept and storage.get_modified_time(name) < now - timedelta(days=1):
            storage.delete(name)
            count += 1
    return count
