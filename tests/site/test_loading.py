"""Loading the demo: safe to run twice, kind to editors, silent towards everybody."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import Locale, Page, Revision, Site
from wagtail_localize.operations import translate_object

from events import entry
from events.models import ChangedDate, Event, Letter, Pool, Registration, Source, Speaker
from events.seating import reconcile
from learning_city.demo import parts, tree
from learning_city.demo.frame import load_homes
from learning_city.home.models import HomePage, SiteWords
from stakeholders.models import Membership, Organisation
from story_pages.models import SharedText

pytestmark = pytest.mark.usefixtures("demo")


def counts() -> dict[str, int]:
    models = (Page, Revision, Event, Organisation, Membership, Registration, SharedText, SiteWords)
    return {model.__name__: model.objects.count() for model in models}


def reload() -> None:
    call_command("load_demo", verbosity=0)


def test_a_second_load_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before, settled = counts(), list[object]()
    monkeypatch.setattr(entry, "settle_below", settled.append)

    reload()

    new = Revision.objects.order_by("pk")[before["Revision"] :]
    assert [one.object_str for one in new] == []
    assert counts() == before
    assert not settled  # the site has kept its address: no calendar is written anew


def test_chosen_rows_in_another_order_are_no_change(monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL gives them in the order in which it finds them."""
    before, speakers_of = counts(), parts._speakers_of
    monkeypatch.setattr(parts, "_speakers_of", lambda codes: speakers_of(codes)[::-1])

    reload()

    assert counts() == before


def test_members_that_share_a_place_are_the_same_in_any_order() -> None:
    page = tree.find("stakeholders/municipality-of-groningen", "en")
    before = tree._content(page)
    figures = list(page.figures.all())
    page.figures.set(figures[::-1])

    assert len(figures) == 3
    assert tree._content(page) == before


def test_a_load_on_a_later_day_leaves_gatherings_where_they_are() -> None:
    before = dict(Event.objects.values_list("uid", "starts_at"))
    later = timezone.now() + timedelta(days=40)

    with time_machine.travel(later, tick=False):
        reload()

    assert dict(Event.objects.values_list("uid", "starts_at")) == before


def test_what_an_editor_has_changed_stays() -> None:
    page = tree.find("events/full-house", "nl")
    page.title = "Voorlezen voor iedereen"
    page.save_revision(user=get_user_model().objects.get(username="editor")).publish()

    reload()

    assert tree.find("events/full-house", "nl").title == "Voorlezen voor iedereen"


def test_a_document_that_an_editor_has_renamed_is_known_again() -> None:
    Document.objects.filter(title="sample-day.en.csv").update(title="The hours of the day")
    before = sorted(Document.objects.values_list("pk", "title"))

    reload()

    assert sorted(Document.objects.values_list("pk", "title")) == before


def test_what_only_we_have_written_is_brought_up_to_date() -> None:
    page = tree.find("events/full-house", "nl")
    told = page.title
    page.title = "Een oude tekst"
    page.save_revision().publish()

    reload()

    assert tree.find("events/full-house", "nl").title == told


def test_seats_are_taken_as_the_facts_say_and_nobody_is_written_to() -> None:
    full = tree.find("events/full-house", "en").facts
    pool = Pool.objects.of_occurrences().get(occurrence__event=full)

    assert (pool.capacity, pool.taken, pool.waiting) == (30, 30, 6)
    assert reconcile() == []
    assert not Letter.objects.exists()


def test_wagtails_welcome_is_gone_and_each_language_has_its_home() -> None:
    site = Site.objects.get()

    assert site.root_page.specific == tree.find("home", "en")
    homes = Page.objects.filter(depth=2)
    assert homes.count() == HomePage.objects.count() == Locale.objects.count() == 6
    assert len({home.translation_key for home in homes}) == 1


def test_the_name_that_an_editor_gave_the_site_stays() -> None:
    assert Site.objects.get().site_name == "Learning City Groningen"
    Site.objects.update(site_name="Our city", hostname="elsewhere.example")

    load_homes()

    site = Site.objects.get()
    assert (site.site_name, site.hostname) == ("Our city", "127.0.0.1")


def test_editors_can_translate_what_is_not_translated_yet() -> None:
    story = tree.find("stories/learning-city-of-groningen", "en")
    french = Locale.objects.get(language_code="fr")
    tree.find("stories/learning-city-of-groningen", "fr").delete()

    translate_object(story, [french])

    translated = story.get_translation(french)
    assert translated.get_parent().specific == tree.find("stories/index", "fr")
    assert len(translated.chapters) == len(story.chapters)


def test_the_form_of_a_long_story_is_not_too_long_to_send(client: Client) -> None:
    fields = {f"chapters-{number}-value-title": "Told" for number in range(5000)}

    assert client.post(reverse("wagtailadmin_login"), fields).status_code == 200


def test_the_two_figures_of_the_population_stand_side_by_side() -> None:
    city = Organisation.objects.get(code="municipality-of-groningen")

    found = [
        (figure.value, figure.as_of, figure.source_page.slug)
        for figure in city.figures.filter(measure__code="population")
    ]
    assert found == [
        (230000, None, "learning-city-of-groningen"),
        (200000, datetime(2020, 1, 1, tzinfo=UTC).date(), "inclusion-at-the-centre"),
    ]


def test_a_series_has_dates_that_differ_and_says_so_in_each_language(client: Client) -> None:
    dutch = tree.find("events/monthly-meeting", "nl")
    dates = dutch.facts.occurrences

    told = {change.kind: change.title for change in dutch.changed_dates.all()}
    assert told.keys() == set(ChangedDate.Kind.values)
    assert [date.own_venue.code for date in dates.exclude(own_venue=None)] == [
        "sample-library-hall"
    ]
    assert dates.filter(status="cancelled").count() == dates.filter(is_extra=True).count() == 1
    assert dates.count() == 12 - 1 + 1
    elsewhere = dates.exclude(own_venue=None).get()
    assert told["changed"] in client.get(f"{dutch.url}?date={elsewhere.code}").content.decode()


def test_sessions_have_tracks_and_organisations_that_speak_but_no_person() -> None:
    sessions = tree.find("events/inclusion-days", "en").facts.sessions

    beside = sessions.exclude(track=None).order_by("starts_at", "track__sort_order")
    assert [session.track.code for session in beside] == ["at-home", "at-school-and-work"] * 2
    assert [session.mode for session in sessions.exclude(join_url="")] == ["online"]
    assert Speaker.objects.filter(sessions__in=sessions.all()).exists()
    assert not Speaker.objects.exclude(name="").exists()


def test_one_gathering_has_moved_one_waits_for_a_day_and_a_call_stays_open_longer() -> None:
    moved = tree.find("events/online-hour", "en").facts
    call = tree.find("events/ideas-for-the-day", "en").facts

    assert (moved.sequence, moved.starts_at - moved.previous_start) == (1, timedelta(days=4))
    assert tree.find("events/postponed-walk", "nl").facts.is_postponed
    assert (call.sequence, call.days_left()) == (1, 28)


def test_a_partners_calendar_is_there_to_look_at_and_is_never_read() -> None:
    source = Source.objects.get()

    assert (source.organisation.code, source.host) == ("sample-library", "calendar.example")
    assert not Source.objects.due(timezone.now()).exists()


@pytest.mark.parametrize("language", ["en", "nl", "ar", "fr", "es", "zh-hans"])
def test_each_language_says_how_to_get_there(client: Client, language: str) -> None:
    page = tree.find("events/alliance-round-table", language)

    html = client.get(page.url).content.decode()

    assert page.facts.venue.directions[language] in html
