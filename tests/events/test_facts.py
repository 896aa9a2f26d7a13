"""Facts and words of events: whatever an editor does, one truth is shown in every language."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from events.models import Event

from . import making
from .stage import agenda, at, event_page, fresh, locale, publish, root, translated, venue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_the_test_client")]

OLD, NEW = "2027-02-03 20:00", "2027-02-04 19:00"


def in_public(page: Any, client: Client) -> dict[str, str]:
    """The begin of an event as list, page, JSON-LD and calendar show it, on its own clock."""
    language = page.locale.language_code
    lists = client.get(fresh(agenda(language)).url).content.decode()
    html = client.get(fresh(page).url).content.decode()
    data = json.loads(re.search(r'ld\+json">(.*?)</script>', html)[1])  # type: ignore[index]  # else the test fails
    calendar = client.get(f"/calendars/{language}.ics").content.decode()
    return {
        "list": re.search(r'datetime="(\d{4}-\d\d-\d\dT\d\d:\d\d)', lists)[1],  # type: ignore[index]  # as above
        "page": re.search(r'datetime="(\d{4}-\d\d-\d\dT\d\d:\d\d)', html)[1],  # type: ignore[index]  # as above
        "json-ld": data["startDate"][:16],
        "calendar": re.search(r"VEVENT.*?DTSTART;TZID=[^:]*:(\w+)", calendar, re.DOTALL)[1],  # type: ignore[index]  # as above
    }


def everywhere(wall: str) -> dict[str, str]:
    """That begin, in the forms of all four places."""
    moment = wall.replace(" ", "T")
    packed = moment.replace("-", "").replace(":", "") + "00"
    return {"list": moment, "page": moment, "json-ld": moment, "calendar": packed}


def later(page: Any) -> Any:
    """The page in memory, with the event moved to the new day."""
    page = fresh(page)
    page.starts_at, page.ends_at = at(NEW), at("2027-02-04 21:00")
    return page


def editor_form(page: Any, client: Client, **values: Any) -> dict[str, Any]:
    """What the editor's browser would post."""
    from wagtail.test.utils.form_data import querydict_from_html

    html = client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    forms = (querydict_from_html(html, form_index=index) for index in range(12))
    data = next(form for form in forms if "title" in form)
    posted = {name: given[0] if len(given) == 1 else given for name, given in data.lists()}
    ticked = {"is_time_known": "on", "has_waiting_list": "on"}
    return {**posted, "body-count": "0", **ticked, **values}


# The twelve scenarios


def test_a_draft_changes_nothing_in_public(client: Client) -> None:
    page = event_page()
    dutch = translated(page)

    later(page).save_revision()

    assert in_public(page, client) == everywhere(OLD)
    assert in_public(dutch, client) == everywhere(OLD)


def test_an_autosave_changes_nothing_in_public(admin_client: Client) -> None:
    page = event_page()
    data = editor_form(page, admin_client, starts_at="2027-02-04 19:00", ends_at="2027-02-04 21:00")

    answer = admin_client.post(
        f"/admin/pages/{page.pk}/edit/",
        data,
        headers={"accept": "application/json", "x-requested-with": "XMLHttpRequest"},
    )

    assert answer.json()["success"]
    assert fresh(page).get_latest_revision_as_object().starts_at == at(NEW)
    assert in_public(page, Client()) == everywhere(OLD)


def test_publishing_reaches_every_language_at_once(client: Client) -> None:
    page = event_page()
    dutch, arabic = translated(page, "nl"), translated(page, "ar")

    publish(later(page))

    assert in_public(page, client) == everywhere(NEW)
    assert in_public(dutch, client) == everywhere(NEW)
    assert in_public(arabic, client) == everywhere(NEW)


def test_publishing_from_the_editor_reads_the_clock_at_the_venue(admin_client: Client) -> None:
    page = event_page(time_zone="Asia/Kathmandu")
    data = editor_form(page, admin_client, starts_at="2027-02-04 19:00", ends_at="2027-02-04 21:00")
    data["action-publish"] = "1"

    answer = admin_client.post(f"/admin/pages/{page.pk}/edit/", data)

    assert answer.status_code == 302
    assert f"{fresh(page).facts.starts_at:%H:%M}" == "13:15"


def test_a_stale_translation_published_again_brings_no_old_date_back(client: Client) -> None:
    page = event_page()
    dutch = translated(page)
    stale = fresh(dutch).get_latest_revision()
    publish(later(page))

    stale.publish()

    assert in_public(dutch, client) == everywhere(NEW)
    assert fresh(dutch).starts_at == at(NEW)


def test_a_translation_edited_directly_changes_words_only(client: Client) -> None:
    page = event_page()
    dutch = translated(page)
    dutch.title = "Ronde tafel"
    dutch.starts_at = at("2030-01-01 10:00")

    publish(dutch)

    assert in_public(page, client) == everywhere(OLD)
    assert fresh(dutch).title == "Ronde tafel"


def test_going_back_to_an_older_revision_brings_its_date_back_everywhere(client: Client) -> None:
    page = event_page()
    first = page.save_revision()
    dutch = translated(page)
    publish(later(page))

    first.publish()

    assert in_public(dutch, client) == everywhere(OLD)


def test_a_plain_save_of_the_live_home_page_writes_the_facts(client: Client) -> None:
    page = event_page()
    dutch = translated(page)

    later(page).save()

    assert in_public(dutch, client) == everywhere(NEW)


def test_a_scheduled_revision_changes_the_facts_when_its_time_has_come(client: Client) -> None:
    page = event_page()
    dutch = translated(page)
    draft = later(page)
    draft.go_live_at = timezone.now() + timedelta(hours=1)
    draft.save_revision(approved_go_live_at=draft.go_live_at).publish()
    before = in_public(dutch, client)

    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        call_command("publish_scheduled", verbosity=0)

    assert before == everywhere(OLD)
    assert in_public(dutch, client) == everywhere(NEW)


@pytest.mark.parametrize("keep_live", [True, False])
def test_copying_a_page_makes_a_new_event(keep_live: bool) -> None:
    page = event_page()

    copy = page.copy(update_attrs={"slug": "copy"}, keep_live=keep_live)

    assert fresh(page).facts.pages.count() == 1
    if keep_live:
        assert fresh(copy).facts.uid != page.facts.uid
    else:
        assert fresh(copy).facts is None


def test_an_alias_in_the_same_language_shares_the_event(client: Client) -> None:
    page = event_page()
    elsewhere = root().add_child(instance=agenda().__class__(title="Other", slug="other"))
    alias = page.create_alias(parent=elsewhere, update_slug="alias")

    publish(later(page))

    assert fresh(alias).facts == fresh(page).facts
    assert Event.objects.count() == 1
    assert fresh(alias).shown_facts.starts_at == at(NEW)


def test_fewer_seats_than_taken_are_refused_with_the_way_out(admin_client: Client) -> None:
    page = event_page(is_registration_needed=True, capacity=2)
    for _person in range(2):
        making.confirmed(page.facts.occurrences.get())
    data = editor_form(page, admin_client, capacity="1")
    data["action-publish"] = "1"

    answer = admin_client.post(f"/admin/pages/{page.pk}/edit/", data)

    assert "2 seats are taken already" in answer.content.decode()
    assert fresh(page).facts.capacity == 2


# Beyond the twelve


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        ({"status": "cancelled"}, "Cancelled"),
        ({"capacity": 17, "is_registration_needed": True}, "17</strong> of 17 places left"),
        ({"mode": "online"}, "Whoever has signed up gets the address"),
    ],
    ids=["status", "capacity", "mode"],
)
def test_other_facts_reach_a_translation_too(
    client: Client, change: dict[str, Any], shown: str
) -> None:
    page = event_page()
    dutch = translated(page)
    url = fresh(dutch).url
    before = shown in client.get(url, headers={"accept-language": "en"}).content.decode()
    page = fresh(page)
    for name, value in change.items():
        setattr(page, name, value)

    publish(page)

    facts = fresh(dutch).shown_facts
    assert not before
    assert {name: getattr(facts, name) for name in change} == change
    assert shown in client.get(page.url).content.decode()


def test_a_venue_and_its_name_follow_the_language_of_the_page(client: Client) -> None:
    page = event_page(venue=venue())
    dutch = translated(page)

    assert "Town hall" in client.get(page.url).content.decode()
    assert "Stadhuis" in client.get(dutch.url).content.decode()


def test_the_editor_of_a_translation_shows_the_facts_and_the_way_to_them(
    admin_client: Client,
) -> None:
    page = event_page()
    dutch = translated(page)

    html = admin_client.get(f"/admin/pages/{dutch.pk}/edit/").content.decode()

    assert 'name="starts_at"' not in html
    assert f"/admin/pages/{page.pk}/edit/" in html
    assert 'name="title"' in html


def test_a_page_first_published_in_a_translation_has_its_home_where_it_was_made() -> None:
    page = event_page(live=False)
    dutch = translated(page)

    assert fresh(dutch).facts.home_locale == locale("en")
    assert fresh(dutch).shown_facts.starts_at == at(OLD)
