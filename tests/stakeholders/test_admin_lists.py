"""The lists of the admin: found in any script, in few queries, with ways that one may go."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupApprovalTask, GroupPagePermission, Page, Workflow, WorkflowTask

from stakeholders.models import Membership, Representative

from .conftest import Maker


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(get_user_model().objects.create_superuser("editor", "editor@city.example"))
    return client


@pytest.fixture
def helper(client: Client) -> Client:
    """Somebody who may open the admin and no more."""
    user = get_user_model().objects.create_user("helper", "helper@city.example")
    group = Group.objects.create(name="Helpers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    client.force_login(user)
    return client


def queries(client: Client, listed: str) -> int:
    client.get(reverse(f"{listed}:index"))
    with CaptureQueriesContext(connection) as captured:
        client.get(reverse(f"{listed}:index"))
    return len(captured)


def growth(client: Client, listed: str, make: Callable[[int], Any]) -> int:
    """How many queries a list takes more for three rows than for one."""
    make(0)
    one = queries(client, listed)
    make(1)
    make(2)
    return queries(client, listed) - one


def found(client: Client, listed: str, words: str) -> list[str]:
    answer = client.get(reverse(f"{listed}:index"), {"q": words})
    return [str(row) for row in answer.context["object_list"]]


def test_memberships_take_as_many_queries_for_three_as_for_one(
    editor: Client, organisation_page: Maker, term: Maker
) -> None:
    pages = [organisation_page(f"Library {number}") for number in range(6)]

    def make(number: int) -> None:
        Membership.objects.create(
            member=pages[number].facts,
            alliance=pages[number + 3].facts,
            role=term("role", f"role-{number}"),
        )

    assert growth(editor, "membership", make) == 0


def test_representatives_take_as_many_queries_for_three_as_for_one(
    editor: Client, organisation_page: Maker
) -> None:
    pages = [organisation_page(f"Library {number}") for number in range(3)]

    def make(number: int) -> None:
        user = get_user_model().objects.create_user(f"ann-{number}")
        Representative.objects.create(user=user, organisation=pages[number].facts)

    assert growth(editor, "representative", make) == 0


@pytest.mark.parametrize("words", ["École", "ECOLE", "école la ville", "biblio", "ecole-2"])
def test_an_organisation_is_found_as_visitors_find_it_and_by_its_code(
    editor: Client, organisation_page: Maker, words: str
) -> None:
    organisation_page("Library")
    organisation_page("École de la ville", name="Ecole", summary="Bibliothèque", slug="ecole-2")

    assert found(editor, "organisation", words) == ["Ecole"]


def test_an_organisation_without_a_public_page_is_found_by_its_name(
    editor: Client, organisation_page: Maker
) -> None:
    page = organisation_page("Archive")
    type(page.facts).objects.update(search_text="")

    assert found(editor, "organisation", "Arch") == ["Archive"]


@pytest.mark.parametrize("words", ["تعليم", "Éducation", "education", "educ", "edu-1"])
def test_a_term_is_found_by_each_of_its_names(editor: Client, term: Maker, words: str) -> None:
    term("sector", "culture", en="Culture", ar="ثقافة")
    term("sector", "edu-1", en="Learning", fr="Éducation", ar="تعليم")

    assert found(editor, "term", words) == ["Learning"]


@pytest.mark.parametrize("words", ["تعليم", "Éducation", "schools"])
def test_a_topic_is_found_by_each_of_its_names(editor: Client, topic: Maker, words: str) -> None:
    topic("culture", en="Culture", ar="ثقافة")
    topic("schools", en="Learning", fr="Éducation", ar="تعليم")

    assert found(editor, "topic", words) == ["Learning"]


def test_who_may_only_look_gets_no_way_to_add_or_edit(
    helper: Client, organisation_page: Maker
) -> None:
    page = organisation_page()

    html = helper.get(reverse("organisation:index")).content.decode()

    assert "Library" in html
    assert "Add organisation" not in html
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) not in html


@pytest.mark.parametrize("may", ["change_page", "add_page"])
def test_who_may_edit_or_add_gets_the_way(
    helper: Client, organisation_page: Maker, directory: Page, may: str
) -> None:
    page = organisation_page()
    group = Group.objects.get(name="Helpers")
    permission = Permission.objects.get(codename=may, content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=group, page=directory, permission=permission)

    html = helper.get(reverse("organisation:index")).content.decode()

    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert ("Add organisation" in html, edit in html) == (may == "add_page", may == "change_page")


def test_who_reviews_a_page_gets_the_way_to_it(helper: Client, organisation_page: Maker) -> None:
    page, other = organisation_page("Library"), organisation_page("School")
    workflow = Workflow.objects.create(name="Review")
    task = GroupApprovalTask.objects.create(name="Look")
    task.groups.add(Group.objects.get(name="Helpers"))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    page.save_revision()
    workflow.start(page, None)

    html = helper.get(reverse("organisation:index")).content.decode()

    edit = [reverse("wagtailadmin_pages:edit", args=[one.pk]) in html for one in (page, other)]
    assert edit == [True, False]


def test_looking_takes_as_many_queries_for_three_as_for_one(
    helper: Client, organisation_page: Maker
) -> None:
    assert growth(helper, "organisation", lambda number: organisation_page(f"Place {number}")) == 0
