"""A page that tells somebody a message is kept by no cache that others share."""

import pytest
from django.test import Client

from tests.events import making

pytestmark = pytest.mark.django_db


def test_a_page_with_a_message_is_private(admin_client: Client) -> None:
    url = making.page(making.occurrence()).url
    admin_client.post("/en/account/logout/")

    told, after = admin_client.get(url), admin_client.get(url)

    assert "You have signed out." in told.content.decode()
    assert "You have signed out." not in after.content.decode()
    assert told["Cache-Control"] == "private"
    assert "Cache-Control" not in after
