"""Before a change goes live: the admin shows what publishing will do, and asks."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from wagtail.models import GroupPagePermission, PageLogEntry

from events.history import ACTION
from events.models import EventPage, EventPageSession, Letter
from events.outbox import Kind
from events.publishing import SEE
from events.speaker import Speaker

from . import making
from .stage import agenda, call_page, event_page, fresh, translated, venue
from .test_facts import editor_form

pytestmark = pytest.mark.django_db
LATER = {"starts_at": "2027-02-03 21:00", "ends_at": "2027-02-03 23:00"}


def booked(**facts: Any) -> EventPage:
    page = event_page(is_registration_needed=True, **facts)
    making.confirmed(page.facts.occurrences.get(), language="nl")
    making.confirmed(page.facts.occurrences.get())
    return page


def edit_address(page: Any) -> str:
    return f"/admin/pages/{page.pk}/edit/"


def impact_address(page: Any) -> str:
    return f"/admin/events/impact/{page.pk}/"


def press(page: Any, client: Client, button: str = "action-publish", **typed: Any) -> Any:
    """Post the editor's form as a browser does."""
    data = editor_form(page, client, **typed)
    return client.post(edit_address(page), {**data, button: "1"})


def main_of(answer: Any) -> str:
    html = answer.content.decode()
    return " ".join(html.split("<main")[1].split())


def told() -> int:
    return Letter.objects.filter(kind=Kind.EVENT_CHANGED).count()


def test_another_hour_is_asked_first_and_nothing_typed_is_lost(admin_client: Client) -> None:
    page = booked()

    answer = press(page, admin_client, **LATER, summary="Typed with care")

    page = fresh(page)
    assert (answer.status_code, answer["Location"]) == (302, impact_address(page))
    assert page.get_latest_revision_as_object().summary == "Typed with care"
    assert (page.summary, page.facts.sequence, told()) == ("", 0, 0)


def test_the_page_names_old_and_new_time_letters_and_languages(admin_client: Client) -> None:
    page = booked()
    translated(page)
    press(page, admin_client, **LATER, time_zone="America/Sao_Paulo")

    html = main_of(admin_client.get(impact_address(page)))

    assert "Letters go to 2 people in 2 languages." in html
    assert "<del>Wednesday 3 February 2027, 20:00–22:00 (CET, Europe/Amsterdam)</del>" in html
    assert "<ins>Wednesday 3 February 2027, 21:00–23:00 (-03, America/Sao_Paulo)</ins>" in html
    assert "Publish and tell 2 people" in html
    assert "The sequence number rises" in html
    assert "English, Nederlands" in html


def test_saying_yes_publishes_tells_people_and_stands_in_the_history(
    admin_client: Client,
) -> None:
    page = booked()
    press(page, admin_client, **LATER)
    asked = admin_client.get(impact_address(page))

    done = admin_client.post(
        impact_address(page), {"draft": asked.context["draft"], "publish": "1"}, follow=True
    )

    page = fresh(page)
    history = main_of(admin_client.get(f"/admin/pages/{page.pk}/history/"))
    report = main_of(admin_client.get("/admin/reports/site-history/"))
    says = "Changed the facts of the event. 1 date moved. Letters to 2 people, in 2 languages."
    assert (page.facts.sequence, told(), page.has_unpublished_changes) == (1, 2, False)
    assert says in history
    assert says in report
    assert says in " ".join(done.content.decode().split())
    assert PageLogEntry.objects.get(action=ACTION).user.username == "admin"


def test_a_draft_that_changed_after_the_question_is_shown_again(admin_client: Client) -> None:
    page = booked()
    press(page, admin_client, **LATER)
    asked = admin_client.get(impact_address(page))
    press(page, admin_client, "action-save-draft", starts_at="2027-02-03 20:30")

    answer = admin_client.post(
        impact_address(page), {"draft": asked.context["draft"], "publish": "1"}
    )

    assert "The draft has changed meanwhile." in answer.content.decode()
    assert (fresh(page).facts.sequence, told()) == (0, 0)


def test_words_are_published_without_a_question(admin_client: Client) -> None:
    page = booked()

    press(page, admin_client, summary="With coffee.")

    assert fresh(page).summary == "With coffee."


def test_another_hour_of_what_nobody_signed_up_for_is_published_without_a_question(
    admin_client: Client,
) -> None:
    page = event_page()

    press(page, admin_client, **LATER)

    assert fresh(page).facts.sequence == 1


def test_a_clash_is_asked_first_and_leads_to_the_other_event(admin_client: Client) -> None:
    hall = venue()
    other = event_page("Choir", venue=hall)
    page = event_page("Debate")

    asked = press(page, admin_client, venue=str(hall.pk))
    html = main_of(admin_client.get(asked["Location"]))

    assert "Town hall is taken by" in html
    assert f'<a href="{edit_address(other)}">Choir</a>' in html
    assert fresh(page).facts.venue is None


def test_own_sessions_that_clash_are_named_by_their_titles(admin_client: Client) -> None:
    page = event_page("Debate")
    ada = Speaker.objects.create(name="Ada", has_agreed=True)
    hour = {"starts_at": page.starts_at, "ends_at": page.ends_at}
    page.sessions = [EventPageSession(title=title, **hour) for title in ("Talk", "Walk")]
    for session in page.sessions.all():
        session.speakers = [ada]
    page.save_revision()

    html = main_of(admin_client.get(impact_address(page)))

    assert "Ada speaks in two sessions of this event:" in html
    assert "Talk (Wednesday 20:00–22:00) / Walk (Wednesday 20:00–22:00)" in html


def test_a_clash_that_was_there_before_is_not_asked_again(admin_client: Client) -> None:
    hall = venue()
    event_page("Choir", venue=hall)
    page = event_page("Debate", venue=hall)

    press(page, admin_client, summary="With coffee.")
    html = main_of(admin_client.get(impact_address(page)))

    assert fresh(page).summary == "With coffee."
    assert "Clashes that are there already" in html


def test_a_new_page_that_clashes_is_saved_and_asked_before_it_goes_live(
    admin_client: Client,
) -> None:
    hall = venue()
    page = event_page("Choir", venue=hall)
    data = editor_form(page, admin_client, title="Debate", slug="debate")

    answer = admin_client.post(
        f"/admin/pages/add/events/eventpage/{agenda().pk}/", {**data, "action-publish": "1"}
    )

    debate = EventPage.objects.get(slug="debate")
    assert answer["Location"] == impact_address(debate)
    assert (debate.live, debate.facts) == (False, None)


def test_a_new_page_without_a_clash_is_published(admin_client: Client) -> None:
    page = booked()
    data = editor_form(page, admin_client, title="Debate", slug="debate")

    admin_client.post(
        f"/admin/pages/add/events/eventpage/{agenda().pk}/", {**data, "action-publish": "1"}
    )

    assert EventPage.objects.get(slug="debate").live


def test_the_menu_saves_the_draft_and_shows_what_publishing_will_do(admin_client: Client) -> None:
    page = booked()

    answer = press(page, admin_client, SEE, **LATER)
    editor = admin_client.get(edit_address(page)).content.decode()

    assert answer["Location"] == impact_address(page)
    assert fresh(page).has_unpublished_changes
    assert f'name="{SEE}"' in editor
    assert impact_address(page) in editor


def test_a_half_done_draft_says_what_to_mend_and_offers_no_publishing(
    admin_client: Client,
) -> None:
    page = booked()
    press(page, admin_client, SEE, starts_at="")

    html = main_of(admin_client.get(impact_address(page)))

    assert "It cannot be published as it is. Mend this first:" in html
    assert "Begins: This field cannot be blank." in html
    assert 'name="publish"' not in html


def test_a_call_shows_its_calendars_and_asks_nothing(admin_client: Client) -> None:
    page = call_page()
    page.closes_on += timedelta(days=7)
    page.save_revision()

    html = main_of(admin_client.get(impact_address(page)))

    assert "30 April 2027" in html
    assert "7 May 2027" in html
    assert "The sequence number rises" in html


def test_a_translation_says_where_the_facts_are_edited(admin_client: Client) -> None:
    dutch = translated(booked())
    dutch.title = "Anders"
    dutch.save_revision()

    html = main_of(admin_client.get(impact_address(dutch)))

    assert "Publishing this page changes its words only." in html
    assert "Calendars in these languages change: Nederlands." in html
    assert "The sequence number stays" in html


def test_who_may_not_edit_the_page_does_not_see_it(client: Client) -> None:
    page = booked()
    client.force_login(User.objects.create_user("visitor", "visitor@sample.example", "x"))

    assert client.get(impact_address(page)).status_code == 302
    assert client.post(impact_address(page), {"publish": "1"}).status_code == 302


def test_who_may_edit_and_not_publish_sees_it_without_the_button(client: Client) -> None:
    page = booked()
    client.force_login(editor_of(page))
    press(page, client, SEE, **LATER)

    html = main_of(client.get(impact_address(page)))
    stamp = client.get(impact_address(page)).context["draft"]
    answer = client.post(impact_address(page), {"draft": stamp, "publish": "1"})

    assert "Letters go to 2 people in 2 languages." in html
    assert 'name="publish"' not in html
    assert answer.status_code == 302
    assert fresh(page).facts.sequence == 0


def editor_of(page: Any) -> User:
    """Somebody who may edit these pages and publish none."""
    group = Group.objects.create(name="Writers")
    group.permissions.add(*Group.objects.get(name="Editors").permissions.all())
    GroupPagePermission.objects.create(
        group=group, page=page.get_parent(), permission=permission("change_page")
    )
    user = User.objects.create_user("writer", "writer@sample.example", "x")
    user.groups.add(group)
    return user


def permission(codename: str) -> Any:
    return Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
