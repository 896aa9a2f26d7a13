"""Files that people handed in: saved, never shown, and honestly missing where they are gone."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from events.answer import Answer, QuestionVersion
from tests.events import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def handed_in() -> Answer:
    version = QuestionVersion(
        key="7b0a0e4e-6f0a-4a8c-9d0a-0d6c7a1f2b3c",
        kind="file",
        language="en",
        label="Letter",
        forget_after_days=9,
    ).written()
    answer = Answer(
        registration=making.confirmed(making.occurrence()),
        version=version,
        key=version.key,
        file_name="me.pdf",
    )
    answer.file.save("me.pdf", ContentFile(b"%PDF-1.4"))
    return answer


def opened(client: Client, answer: Answer) -> Any:
    client.force_login(User.objects.create_superuser("boss", "boss@sample.example", "x"))
    return client.get(reverse("events_desk_file", args=[answer.pk]), follow=True)


def test_a_file_is_saved_and_may_do_nothing(client: Client, handed_in: Answer) -> None:
    response = opened(client, handed_in)

    assert b"".join(response.streaming_content) == b"%PDF-1.4"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Security-Policy"] == "sandbox"


def test_a_file_that_is_gone_is_not_found(client: Client, handed_in: Answer) -> None:
    handed_in.file.storage.delete(handed_in.file.name)

    assert opened(client, handed_in).status_code == 404
