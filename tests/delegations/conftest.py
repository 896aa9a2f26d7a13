"""What tests of delegations share: the site at the test client's address, members of the team."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from wagtail.models import Site


@pytest.fixture(autouse=True)
def _at_the_test_client(db: None) -> None:
    Site.objects.filter(is_default_site=True).update(hostname="testserver", port=80)


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("boss", "boss@sample.example", "x"))
    return client


@pytest.fixture
def member(client: Client) -> Callable[..., Client]:
    """Somebody of the team with these permissions and no others."""

    def made(*codenames: str) -> Client:
        user = User.objects.create_user("member", "member@sample.example", "x")
        chosen = Permission.objects.filter(codename__in=["access_admin", *codenames])
        user.user_permissions.set(chosen)
        client.force_login(user)
        return client

    return made
