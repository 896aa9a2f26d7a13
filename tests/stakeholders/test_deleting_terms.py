"""A term that is in use stays, also while Wagtail's index of references lags behind."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.models import ReferenceIndex

from stakeholders.models import Term

from .conftest import Maker


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(get_user_model().objects.create_superuser("editor", "editor@city.example"))
    return client


@pytest.mark.parametrize("indexed", [True, False], ids=["known to be in use", "not known yet"])
def test_a_term_in_use_is_refused_as_wagtail_refuses(
    editor: Client, organisation_page: Maker, indexed: bool
) -> None:
    page = organisation_page()
    kind = page.kind
    ReferenceIndex.objects.all().delete()
    if indexed:
        ReferenceIndex.create_or_update_for_object(page)

    answer = editor.post(reverse("term:delete", args=[kind.pk]))

    assert (answer.status_code, answer["Location"]) == (302, reverse("wagtailadmin_home"))
    assert list(Term.objects.all()) == [kind]


def test_a_term_that_nobody_uses_goes(editor: Client, term: Maker) -> None:
    editor.post(reverse("term:delete", args=[term("sector", "culture").pk]))

    assert not Term.objects.exists()
