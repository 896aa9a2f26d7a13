"""Without its Redis the site goes on: pages are only slower, and what must count says so."""

import logging

import pytest
from django.test import Client, RequestFactory

from events import floods
from learning_city.settings.base import env
from tests.events import making
from tests.postgres import free_port

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_redis(settings, clean_slate: None) -> None:
    """A port where nobody listens."""
    url = f"rediscache://127.0.0.1:{free_port()}/0"
    settings.CACHES = {"default": env.cache_url_config(url)}


def test_public_pages_are_there_and_the_log_tells_why_they_are_slow(
    caplog: pytest.LogCaptureFixture,
) -> None:
    url = making.page(making.occurrence()).url

    with caplog.at_level(logging.ERROR, "django_redis"):
        answers = {address: Client().get(address).status_code for address in (url, "/healthz")}

    assert answers == {url: 200, "/healthz": 503}
    assert "Exception ignored" in caplog.messages


def test_the_sign_up_form_is_shown_but_forms_are_not_counted(settings) -> None:
    settings.EVENTS_FORM_SECONDS = 5
    occurrence = making.occurrence(capacity=3)
    making.page(occurrence)

    answer = Client().get(f"/en/register/{occurrence.event.public_id}/")

    assert answer.status_code == 200
    with pytest.raises(floods.Uncounted):
        floods.is_flood(RequestFactory().post("/"), "sam@sample.example", is_hasty=False)
