"""What helps readers find their way: contents with lengths, credits, sharing, a quiet hall."""

import re

import pytest
from django.test import Client

from story_pages import reading_time, sharing
from tests.story_pages.conftest import Maker, element, section
from tests.story_pages.test_pages import shown


def test_contents_tell_what_each_section_shows_and_how_long_all_of_it_takes(
    story: Maker, recording: Maker, image: Maker
) -> None:
    film = recording(duration=65)
    told = element("video", {"recording": film.pk})
    lost = image("Lost")
    lost.file.storage.delete(lost.file.name)
    backdrop = {"kind": "picture", "picture": lost.pk}
    words = element("text", f"<p>{'word ' * 400}</p>")

    html = shown(story([section("One", told, backdrop=backdrop), section("Two", told, words)]))

    listed = html.partition('id="story-contents"')[2].partition("</nav>")[0]
    assert re.findall(r"<span>(.*?)</span>", listed) == ["Learning", "One", "Two"]
    assert "2 minutes to read" in listed
    assert "1:05 of film and sound" in listed
    assert listed.count("Length:</span> 1:05") == 2
    assert "<img" not in listed


def test_credits_name_each_thing_once_with_the_section_that_shows_it_first(
    story: Maker, recording: Maker, image: Maker
) -> None:
    film = element("video", {"recording": recording(title="Sea", credit="© Us", licence="by").pk})
    chosen = {"image": image().pk, "alt_text": "Sky", "decorative": False}
    nameless = element("image", {"image": chosen})

    html = shown(story([section("One", film, nameless)], [section("Two", film)]))

    told = html.partition('id="credits"')[2].partition("</section>")[0]
    assert told.count("<li>") == 1
    assert 'Film “<a href="#one">Sea</a>”: © Us' in told
    assert 'rel="license"' in told
    assert 'href="#credits"' in html


def test_a_story_without_credits_offers_none(story: Maker) -> None:
    assert "#credits" not in shown(story([section()]))


def test_a_story_is_shared_by_plain_links_and_a_code(story: Maker) -> None:
    page = story([section()], title="Schools & streets")

    html = shown(page)

    links = {way.name: way.url for way in sharing.ways(page.title, page.full_url)}
    assert links["mail"].startswith("mailto:?subject=Schools%20%26%20streets&body=http%3A%2F%2F")
    assert all(f'data-share="{name}"' in html for name in links)
    assert '<svg viewBox="' in html.partition('class="share__code"')[2]


def test_only_a_hall_gets_the_script_that_goes_on_by_itself(story: Maker) -> None:
    page = story([section()])

    assert "kiosk.js" not in shown(page)
    assert "kiosk.js" in Client().get(f"{page.get_url()}?kiosk=60").content.decode()


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), ("One's own way", 4), ("学习型城市", 3), ("مدينة تتعلم", 2)],
)
def test_words_are_counted_in_every_script(text: str, words: int) -> None:
    assert reading_time.words(text) == words
    assert reading_time.minutes([text]) == 1
