"""A click decides what was seen, where one may; the list says of a look-alike what is true."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission

from events.importing.accepting import accept
from events.importing.source import Source
from events.models import AgendaPage
from tests.events.stage import event_page, fresh, root
from tests.importing.conftest import make_source
from tests.importing.test_busy import decide
from tests.importing.test_decisions import FAIR, hear_twice, of
from tests.importing.test_taking_over import hear, page, states
from tests.importing.writing import entry

pytestmark = pytest.mark.django_db

CHANGED = "It has changed meanwhile. Please look again."


def shown(client: Client) -> str:
    return client.get(reverse("partners_entries:index")).content.decode()


# An old tab


@pytest.mark.parametrize("action", ["accept", "draft", "refuse"])
def test_a_click_decides_nothing_that_was_not_shown(
    source: Source, admin_client: Client, action: str
) -> None:
    hear(source, entry("a"))
    seen = of("a").stamp
    assert f'name="stamp" value="{seen}"' in shown(admin_client)
    hear(source, entry("a", "Something else"))

    said = decide(admin_client, action, entry=of("a").pk, stamp=seen)

    assert (said, states()) == ([CHANGED], {"a": "new"})


def test_accepting_a_change_takes_nothing_off_the_site(
    source: Source, admin_client: Client
) -> None:
    hear(source, entry("a"), FAIR)
    accept(of("a"))
    hear(source, entry("a", "Open evening"), FAIR)
    seen = of("a")
    hear_twice(source, FAIR)

    said = decide(admin_client, "accept", entry=seen.pk, stamp=f"{seen.state} {seen.mark}")

    assert (said, of("a").state, page().live) == ([CHANGED], "missing", True)


def test_accepting_all_takes_nothing_over_that_was_not_shown(
    source: Source, admin_client: Client
) -> None:
    hear(source, entry("a"), FAIR)
    answer = admin_client.get(reverse("partners_entries:index"), {"source": source.pk})
    hear(source, entry("a", "Something else"), FAIR)

    said = decide(admin_client, "accept-all", source=source.pk, stamp=answer.context["stamp"])

    assert (said, states()) == ([CHANGED], {"a": "new", "b": "new"})


# Elsewhere


@pytest.fixture
def moderator(client: Client, django_user_model: Any, source: Source) -> Client:
    """Somebody who may publish below the agenda of the source, and nowhere else."""
    user = django_user_model.objects.create_user("ada", "ada@sample.example", "x")
    group = Group.objects.create(name="Of one agenda")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for code in ("add_page", "change_page", "publish_page"):
        permission = Permission.objects.get(
            codename=code, content_type__app_label="wagtailcore", content_type__model="page"
        )
        GroupPagePermission.objects.create(group=group, page=source.agenda, permission=permission)
    user.groups.add(group)
    client.force_login(user)
    return client


def test_who_may_not_publish_a_page_that_was_moved_hears_which_and_whom_to_ask(
    source: Source, moderator: Client
) -> None:
    hear(source, entry("a"), FAIR)
    accept(of("a"))
    page().move(root().add_child(instance=AgendaPage(title="Closed", slug="closed")), "last-child")
    hear_twice(source, FAIR)

    said = decide(moderator, "accept", entry=of("a").pk)

    told = "Open day: This takes somebody who may publish the page in all its languages."
    assert said == [f"“Open day” could not be taken over: {told}"]
    assert (of("a").state, page().live) == ("missing", True)


# Perhaps here already


def test_the_other_calendar_is_named_only_where_it_has_the_entry(
    trusted: Source, admin_client: Client
) -> None:
    known = event_page("The open day")
    hear(trusted, entry("a", "Open day!"))
    assert "which is here already" in shown(admin_client)

    fresh(known).delete()

    assert "Another calendar has the same entry" not in shown(admin_client)
    hear(make_source("https://library.example/c.ics"), entry("a", "Open day!"))
    assert "Another calendar has the same entry" in shown(admin_client)
