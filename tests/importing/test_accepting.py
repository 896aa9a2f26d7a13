"""What is done with an entry: as it was seen, not over what somebody has begun, and all of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowTask

from events.importing.accepting import NotAccepted, accept, refuse
from events.importing.harvested import Harvested
from events.importing.source import Source
from events.models import EventPage
from tests.events.stage import fresh, publish, translated
from tests.importing.test_decisions import FAIR, hear_twice, of
from tests.importing.test_taking_over import hear, page, states
from tests.importing.writing import entry, local

pytestmark = pytest.mark.django_db

LONGER = entry("a", DTEND=local("20270203T213000"))


def open_day() -> Any:
    return EventPage.objects.get(title="Open day", locale__language_code="en")


# As it was seen


@pytest.mark.parametrize("deed", [accept, refuse])
def test_what_says_something_else_by_now_is_asked_again(source: Source, deed: Any) -> None:
    hear(source, entry("a"))
    seen = of("a")
    hear(source, entry("a", "Open evening"))

    with pytest.raises(NotAccepted, match="It has changed meanwhile"):
        deed(seen)

    assert states() == {"a": "new"}


def test_what_is_missing_by_now_is_not_taken_down_by_accepting_a_change(source: Source) -> None:
    hear(source, entry("a"), FAIR)
    accept(of("a"))
    hear(source, entry("a", "Open evening"), FAIR)
    seen = of("a")
    hear_twice(source, FAIR)

    with pytest.raises(NotAccepted, match="It has changed meanwhile"):
        accept(seen)

    assert (of("a").state, page().live) == ("missing", True)


# What somebody has begun


def scheduled(page: Any, user: User) -> None:
    page.go_live_at = timezone.now() + timedelta(days=2)
    page.save_revision().publish()


def in_moderation(page: Any, user: User) -> None:
    workflow = Workflow.objects.create(name="Two pairs of eyes")
    task = GroupApprovalTask.objects.create(name="Look")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    page.save_revision()
    workflow.start(page, user)


def sent_back(page: Any, user: User) -> None:
    in_moderation(page, user)
    page.current_workflow_state.current_task_state.reject(user=user)


Begun = Callable[[Any, User], None]


@pytest.mark.parametrize("begun", [scheduled, in_moderation, sent_back])
def test_a_reading_ends_nothing_that_somebody_has_begun(
    trusted: Source, admin_user: User, begun: Begun
) -> None:
    hear(trusted, entry("a"))
    mine = page()
    mine.title = "Our title"
    begun(mine, admin_user)
    before = page().latest_revision

    hear(trusted, LONGER)

    now = page()
    assert (of("a").state, now.ends_at.minute, now.latest_revision) == ("changed", 0, before)
    assert now.scheduled_revision or now.current_workflow_state


def test_a_draft_that_is_scheduled_goes_live_with_what_somebody_scheduled(source: Source) -> None:
    hear(source, entry("a"))
    accept(of("a"), is_live=False)
    draft = page().get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + timedelta(days=2)
    draft.save_revision().publish()
    Source.objects.update(is_trusted=True)

    hear(Source.objects.get(), LONGER)

    assert (of("a").state, page().latest_revision) == ("changed", page().scheduled_revision)


def test_nothing_goes_off_the_site_while_another_language_is_in_hand(
    trusted: Source, admin_user: User
) -> None:
    hear(trusted, entry("a"), FAIR)
    dutch = translated(open_day(), title="Open dag")
    scheduled(fresh(dutch), admin_user)

    hear_twice(trusted, FAIR)

    assert (of("a").state, open_day().live, fresh(dutch).live) == ("missing", True, True)
    assert fresh(dutch).scheduled_revision


# Off the site and back


def test_what_comes_back_comes_back_in_every_language(trusted: Source) -> None:
    hear(trusted, entry("a"), FAIR)
    dutch = translated(open_day(), title="Open dag")
    spanish = translated(open_day(), "es", title="Puertas abiertas", live=False)
    hear_twice(trusted, FAIR)
    assert (open_day().live, fresh(dutch).live) == (False, False)

    hear(trusted, LONGER, FAIR)

    pages = [open_day(), fresh(dutch), fresh(spanish)]
    assert [one.live for one in pages] == [True, True, False]
    assert [one.facts.ends_at.minute for one in pages[:2]] == [30, 30]
    assert not any(one.has_unpublished_changes for one in pages[:2])
    assert of("a").taken_down_at is None


def test_a_draft_stays_one_when_its_entry_comes_back(trusted: Source) -> None:
    hear(trusted, entry("a"), FAIR)
    mine, dutch = open_day(), translated(open_day(), title="Open dag")
    for one, title in ((mine, "Half a title"), (dutch, "Halve titel")):
        one.title = title
        one.save_revision()
    hear_twice(trusted, FAIR)

    hear(trusted, LONGER, FAIR)

    pages = fresh(mine), fresh(dutch)
    assert [(one.title, one.live) for one in pages] == [("Open day", True), ("Open dag", True)]
    drafts = [one.get_latest_revision_as_object() for one in pages]
    assert [one.title for one in drafts] == ["Half a title", "Halve titel"]
    assert drafts[0].ends_at.minute == 30


def test_what_was_written_while_it_was_off_the_site_is_a_draft_when_it_is_back(
    trusted: Source,
) -> None:
    hear(trusted, entry("a"), FAIR)
    mine = open_day()
    hear_twice(trusted, FAIR)
    mine = fresh(mine)
    mine.title = "Half a title"
    mine.save(clean=False)  # as Wagtail's editor does where a page is not live
    mine.save_revision()

    hear(trusted, entry("a"), FAIR)

    assert (fresh(mine).title, fresh(mine).live) == ("Open day", True)
    assert fresh(mine).get_latest_revision_as_object().title == "Half a title"


def test_without_its_revision_a_page_comes_back_as_it_was_left(trusted: Source) -> None:
    hear(trusted, entry("a"), FAIR)
    mine = open_day()
    mine.title = "Half a title"
    mine.save_revision()
    hear_twice(trusted, FAIR)
    Harvested.objects.filter(uid="a").update(taken_down={str(mine.pk): None})

    hear(trusted, entry("a"), FAIR)

    assert (fresh(mine).title, fresh(mine).live) == ("Open day", True)
    assert fresh(mine).get_latest_revision_as_object().title == "Half a title"


# Half-typed


def test_a_half_typed_draft_stops_no_cancellation(trusted: Source) -> None:
    hear(trusted, entry("a"))
    mine = page()
    mine.title, mine.starts_at = "Half a title", None
    mine.save_revision(clean=False)

    hear(trusted, entry("a", STATUS="CANCELLED"))

    draft = page().get_latest_revision_as_object()
    assert (of("a").state, page().facts.status) == ("live", "cancelled")
    assert (draft.title, draft.starts_at, draft.status) == ("Half a title", None, "cancelled")


# Another home


def test_an_event_that_has_another_home_by_now_follows_there(trusted: Source) -> None:
    hear(trusted, entry("a"))
    dutch = translated(page(), title="Open dag")
    Page.objects.get(title="Open day").delete()

    hear(trusted, entry("a", STATUS="CANCELLED"))

    assert (of("a").state, of("a").page) == ("live", dutch)
    assert (fresh(dutch).title, fresh(dutch).facts.status) == ("Open dag", "cancelled")


def test_a_draft_that_somebody_published_later_is_followed_to_its_other_home(
    source: Source,
) -> None:
    hear(source, entry("a"))
    accept(of("a"), is_live=False)
    dutch = translated(publish(page().get_latest_revision_as_object()), title="Open dag")
    hear(source, entry("a"))
    Page.objects.get(title="Open day").delete()

    hear(source, entry("a", STATUS="CANCELLED"))

    assert (of("a").state, of("a").page) == ("changed", dutch)


@pytest.mark.parametrize(
    ("deed", "minute"), [(accept, 30), (refuse, 0)], ids=["accepted", "refused"]
)
def test_a_decision_before_the_next_reading_is_about_the_other_home(
    source: Source, deed: Any, minute: int
) -> None:
    hear(source, entry("a"))
    accept(of("a"))
    dutch = translated(page(), title="Open dag")
    hear(source, LONGER)
    Page.objects.get(title="Open day").delete()

    deed(of("a"))

    assert (of("a").state, of("a").page, Harvested.objects.count()) == ("live", dutch, 1)
    assert EventPage.objects.get().facts.ends_at.minute == minute
