"""The form is made once for all who ask within a few seconds, and nobody gets another's secrets."""

import re
from itertools import count

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from events.occurrence import Occurrence
from tests.events import making

pytestmark = pytest.mark.django_db
SECRETS = re.compile(r'name="(csrfmiddlewaretoken|started)" value="([^"]+)"')


@pytest.fixture
def form(settings) -> str:
    settings.EVENTS_FORM_SECONDS = 5
    occurrence = making.occurrence(capacity=3)
    making.page(occurrence)
    return f"/en/register/{occurrence.event.public_id}/"


def test_the_second_visitor_costs_no_query_and_gets_secrets_of_their_own(form: str) -> None:
    first = Client().get(form)
    with CaptureQueriesContext(connection) as queries:
        second = Client().get(form)

    found = [dict(SECRETS.findall(one.content.decode())) for one in (first, second)]
    assert len(queries) == 0
    assert [set(one) for one in found] == [{"csrfmiddlewaretoken", "started"}] * 2
    assert found[0]["csrfmiddlewaretoken"] != found[1]["csrfmiddlewaretoken"]
    assert found[0]["started"] != found[1]["started"]
    assert first.cookies["csrftoken"].value != second.cookies["csrftoken"].value
    assert SECRETS.sub("", first.content.decode()) == SECRETS.sub("", second.content.decode())
    assert _without_length(first) == _without_length(second)
    assert "no-store" in second["Cache-Control"]


def _without_length(answer: HttpResponse) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name != "Content-Length"}


def test_a_kept_form_can_be_sent(form: str) -> None:
    Client().get(form)
    visitor = Client(enforce_csrf_checks=True)
    hidden = dict(SECRETS.findall(visitor.get(form).content.decode()))

    fields = {"name": "Sam Sample", "email": "sam@sample.example", "consent": "on"}
    assert visitor.post(form, fields | hidden).status_code == 303


def test_each_language_and_each_host_has_its_own(form: str) -> None:
    told = [
        Client().get(form, headers={"host": host}).content.decode()
        for host in ("localhost", "127.0.0.1")
    ]
    assert Client().get(form).content

    assert "http://127.0.0.1" not in told[0]
    assert 'lang="nl"' in Client().get(form.replace("/en/", "/nl/")).content.decode()


def test_who_is_signed_in_gets_a_page_of_their_own(form: str, admin_client: Client) -> None:
    Client().get(form)

    with CaptureQueriesContext(connection) as queries:
        admin_client.get(form)

    assert len(queries) > 5


def test_a_message_to_one_visitor_is_kept_for_nobody(form: str, admin_client: Client) -> None:
    admin_client.post("/en/account/logout/")
    del admin_client.cookies["sessionid"]  # as a browser does, which is told that it has run out

    told, after = (one.get(form).content.decode() for one in (admin_client, Client()))

    assert "You have signed out." in told
    assert "You have signed out." not in after


def test_what_is_no_form_is_not_kept(form: str) -> None:
    numbers = count()
    before = Client().get(f"/en/register/{'0' * 8}-0000-4000-8000-000000000000/").status_code
    answers = {Client().get(f"{form}?{next(numbers)}").status_code for _twice in range(2)}

    assert before == 404
    assert answers == {200}


def test_nothing_is_kept_where_the_site_does_not_want_it(form: str, settings) -> None:
    settings.EVENTS_FORM_SECONDS = 0
    Client().get(form)
    Occurrence.objects.update(status="cancelled")

    assert "<form" not in Client().get(form).content.decode().partition("<main")[2]
