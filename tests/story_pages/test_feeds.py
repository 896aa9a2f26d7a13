"""The feed of stories."""

import xml.etree.ElementTree as ET

import pytest
from django.test import Client
from wagtail.models import Locale

from .conftest import Maker

ATOM = "{http://www.w3.org/2005/Atom}"


def titles(language: str) -> list[str | None]:
    response = Client().get(f"/stories/{language}.atom")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    return [title.text for title in ET.fromstring(response.content).iter(f"{ATOM}title")][1:]


def test_the_feed_tells_stories_and_articles_but_no_drafts(story: Maker, article: Maker) -> None:
    story(title="A story", summary="What it is about")
    article(title="An article")
    story(title="A draft", live=False)

    assert sorted(titles("en")) == ["A story", "An article"]


def test_each_language_has_its_own_feed(story: Maker, dutch: Locale) -> None:
    copy = story(title="In English").copy_for_translation(dutch, copy_parents=True)
    copy.title = "In het Nederlands"
    copy.save_revision().publish()

    assert (titles("en"), titles("nl")) == (["In English"], ["In het Nederlands"])


def test_a_language_without_pages_has_an_empty_feed(story: Maker) -> None:
    story()

    assert titles("fr") == []


@pytest.mark.parametrize("language", ["en", "fr"], ids=["with a story", "empty"])
def test_a_feed_in_which_nothing_changed_is_not_sent_again(story: Maker, language: str) -> None:
    story()
    address = f"/stories/{language}.atom"
    first = Client().get(address)

    again = Client().get(address, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


def test_renaming_a_story_makes_no_new_entry(story: Maker) -> None:
    page = story()

    def entry_id() -> str | None:
        feed = ET.fromstring(Client().get("/stories/en.atom").content)
        return feed.find(f"{ATOM}entry/{ATOM}id").text

    before = entry_id()
    page.slug = page.title = "renamed"
    page.save()

    assert entry_id() == before


@pytest.mark.django_db
def test_an_unknown_language_is_not_found() -> None:
    assert Client().get("/stories/xx.atom").status_code == 404


def test_what_no_xml_holds_is_left_out_and_markup_is_words(story: Maker) -> None:
    story(title="First\x0bsecond", summary="Why <script> is\uffff a tag")

    entry = next(ET.fromstring(Client().get("/stories/en.atom").content).iter(f"{ATOM}entry"))

    assert entry.findtext(f"{ATOM}title") == "First second"
    assert entry.findtext(f"{ATOM}summary") == "Why &lt;script&gt; is  a tag"
