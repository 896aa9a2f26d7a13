"""Who may sign in to the demo's admin, and what an editor may do there."""

import os
import secrets

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission

ADMIN, EDITOR = "admin", "editor"
WORDS_OF_EDITORS = {
    "home": ("sitewords",),
    "story_pages": ("sharedtext",),
    "stakeholders": ("membership", "term", "topic"),
    "events": ("venue", "room"),
}
LOOK_ONLY = ("events.view_registration", "events.view_letter", "events.view_invitation")
UPLOADS = ("add_recording", "change_recording")


def load_accounts() -> list[str]:
    """Make what is missing; the lines say how to sign in. A password that exists is not changed."""
    _let_editors_edit()
    return [
        line
        for name, groups in ((ADMIN, ()), (EDITOR, ("Editors", "Moderators")))
        if (line := _account(name, groups))
    ]


def _account(name: str, groups: tuple[str, ...]) -> str:
    users = get_user_model()
    if users.objects.filter(username=name).exists():
        return ""
    password = _password(name)
    email = f"{name}@learning-city.example"
    if name == ADMIN:
        users.objects.create_superuser(name, email, password)
    else:
        user = users.objects.create_user(name, email, password)
        user.groups.set(Group.objects.filter(name__in=groups))
    return f"{name}: the password is {password}"


def _password(name: str) -> str:
    """From the environment, or the name itself on a developer's machine, else one that is new."""
    given = os.environ.get("DEMO_ADMIN_PASSWORD", "") if name == ADMIN else ""
    return given or (name if settings.DEBUG else secrets.token_urlsafe(12))


def _let_editors_edit() -> None:
    """Wagtail's own groups bring pages, pictures and documents; ours are rows and recordings."""
    root = Collection.get_first_root_node()
    uploads = Permission.objects.filter(content_type__app_label="story_pages", codename__in=UPLOADS)
    for group in Group.objects.filter(name__in=("Editors", "Moderators")):
        group.permissions.add(*_permissions())
        for permission in uploads:
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=root, permission=permission
            )


def _permissions() -> list[Permission]:
    wanted = [tuple(name.split(".")) for name in LOOK_ONLY] + [
        (app, f"{deed}_{model}")
        for app, models in WORDS_OF_EDITORS.items()
        for model in models
        for deed in ("add", "change", "view")
    ]
    return [
        permission
        for app, codename in wanted
        for permission in Permission.objects.filter(content_type__app_label=app, codename=codename)
    ]
