"""Signing in: who has to, is led to the page where one does."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["email/", "password/change/"])
def test_pages_of_an_account_lead_to_signing_in(address: str) -> None:
    answer = Client().get(f"/en/account/{address}", follow=True)

    path, _question, _query = answer.redirect_chain[-1][0].partition("?")
    assert (path, answer.status_code) == ("/en/account/login/", 200)
