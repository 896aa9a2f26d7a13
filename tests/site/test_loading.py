"""Loading the demo: safe to run twice, kind to editors, silent towards everybody."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Locale, Page, Revision, Site
from wagtail_localize.operations import translate_object

from events.models import Event, Letter, Pool, Registration
from events.waiting_list import reconcile
from learning_city.demo import tree
from learning_city.home.models import HomePage, SiteWords
from stakeholders.models import Membership, Organisation
from story_pages.models import SharedText

pytestmark = [
    pytest.mark.usefixtures("demo"),
    # Wagtail leaves the file open in which it makes a size of a picture.
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
]


def counts() -> dict[str, int]:
    models = (Page, Revision, Event, Organisation, Membership, Registration, SharedText, SiteWords)
    return {model.__name__: model.objects.count() for model in models}


def reload() -> None:
    call_command("load_demo", verbosity=0)


def test_a_second_load_changes_nothing() -> None:
    before = counts()

    reload()

    assert counts() == before


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


def test_editors_can_translate_what_is_not_translated_yet() -> None:
    story = tree.find("stories/learning-city-of-groningen", "en")
    french = Locale.objects.get(language_code="fr")

    translate_object(story, [french])

    translated = story.get_translation(french)
    assert translated.get_parent().specific == tree.find("stories/index", "fr")
    assert len(translated.chapters) == len(story.chapters)


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
