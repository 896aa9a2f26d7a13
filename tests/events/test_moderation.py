"""What a moderator sees before an approval that makes a change go live."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Workflow, WorkflowPage

from events.models import EventPage

from .stage import agenda, fresh
from .test_facts import editor_form
from .test_publishing import booked, edit_address, impact_address, main_of

pytestmark = pytest.mark.django_db


def in_moderation(**typed: Any) -> EventPage:
    """A page whose draft waits for the last approval."""
    page = booked()
    for name, value in typed.items():
        setattr(page, name, value)
    page.save_revision()
    page = fresh(page)
    page.get_workflow().start(page, None)
    return fresh(page)


@pytest.fixture
def _moderated() -> None:
    workflow = Workflow.objects.get()
    WorkflowPage.objects.get_or_create(workflow=workflow, page=agenda().get_root())


def approve(page: Any, client: Client) -> Any:
    data = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    extra = {"workflow-action-extra-data": '{"comment": "Fine"}'}
    return client.post(edit_address(page), {**editor_form(page, client), **data, **extra})


@pytest.mark.usefixtures("_moderated")
def test_a_moderator_is_told_in_the_editor_and_asked_before_the_last_approval(
    admin_client: Client,
) -> None:
    page = in_moderation(status="cancelled")

    editor = admin_client.get(edit_address(page)).content.decode()
    answer = approve(page, admin_client)
    html = main_of(admin_client.get(answer["Location"]))

    assert "Look before you approve" in editor
    assert answer["Location"] == f"{impact_address(page)}?comment=Fine"
    assert "Approve and publish and tell 2 people" in html
    assert ">Fine</textarea>" in html
    assert fresh(page).facts.status == "scheduled"


@pytest.mark.usefixtures("_moderated")
def test_approving_on_the_page_publishes_with_the_comment(admin_client: Client) -> None:
    page = in_moderation(status="cancelled")
    stamp = admin_client.get(impact_address(page)).context["draft"]

    admin_client.post(impact_address(page), {"draft": stamp, "approve": "1", "comment": "Fine"})

    page = fresh(page)
    assert page.facts.status == "cancelled"
    assert page.workflow_states.get().status == "approved"
    assert page.workflow_states.get().task_states.get().comment == "Fine"


@pytest.mark.usefixtures("_moderated")
def test_an_approval_that_concerns_nobody_is_not_asked(admin_client: Client) -> None:
    page = in_moderation(summary="With coffee.")

    approve(page, admin_client)

    assert fresh(page).summary == "With coffee."
