"""Stories, articles and their list, as readers get them."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale
from wagtail.test.utils.form_data import nested_form_data, streamfield

from story_pages.models import StoryIndexPage, StoryPage
from story_pages.pages import prepare_pictures
from story_pages.pictures import FORMATS, SPECS

from .conftest import Maker, element, section

# Wagtail leaves the temporary files of its renditions to the garbage collector.
pytestmark = pytest.mark.filterwarnings(
    "ignore:Unclosed file <tempfile:ResourceWarning",
    "ignore::pytest.PytestUnraisableExceptionWarning",
)
SMALL = 15_000
SCRIPT = re.compile(r"<script(?![^>]*ld\+json)[^>]*>(.*?)</script>", re.DOTALL)


def shown(page: Any) -> str:
    response = Client().get(page.get_url())
    assert response.status_code == 200
    return response.content.decode()


def structured_data(html: str) -> dict[str, Any]:
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return json.loads(text)


def everything(
    image: Maker, recording: Maker, shared_text: Maker, card: Any
) -> list[dict[str, Any]]:
    picture = {"image": image().pk, "alt_text": "A teal sky", "decorative": False}
    return [
        element("heading", "A heading"),
        element("text", "<p>Running <b>text</b></p>"),
        element("quote", {"text": "What was said", "who": "Somebody"}),
        element("image", {"image": picture, "caption": "Sky", "credit": "© Us", "licence": "by"}),
        element("video", {"recording": recording().pk, "caption": "A first look"}),
        element("audio", {"recording": recording("Sound", kind="audio").pk, "caption": ""}),
        element("big_number", {"number": "170", "label": "cities", "source": "Source"}),
        element("link", {"label": "Become a member", "url": "https://example.org/member"}),
        element("cards", {"title": "More", "pages": [card.pk]}),
        element("about", {"text": shared_text().pk}),
    ]


WORDS = (
    "A heading",
    "Running <b>text</b>",
    "What was said",
    'alt="A teal sky"',
    "© Us",
    "Attribution (CC BY 4.0)",
    "A first look",
    "A city lies close to the sea.",
    '<track kind="captions" srclang="en" label="English"',
    "<audio",
    "170",
    "https://example.org/member",
    "A card",
    "Cities that learn.",
)


def test_a_story_shows_all_that_is_in_it(
    story: Maker, article: Maker, image: Maker, recording: Maker, shared_text: Maker
) -> None:
    elements = everything(image, recording, shared_text, article(title="A card"))

    html = shown(story([section("One", *elements)], [section("Two")], lede="How it began"))

    assert [words for words in (*WORDS, "How it began") if words not in html] == []


def test_an_article_shows_the_same_elements(
    article: Maker, image: Maker, recording: Maker, shared_text: Maker
) -> None:
    elements = everything(image, recording, shared_text, article(title="A card"))

    html = shown(article(*elements, place="Groningen", byline="A writer"))

    assert [words for words in WORDS if words not in html] == []
    assert "Groningen" in html
    assert '<time datetime="2020-01-21">' in html
    assert "By A writer" in html


def test_headings_follow_the_structure_and_leave_no_level_out(story: Maker) -> None:
    html = shown(
        story(
            [section("One", element("heading", "Within one")), section("Two")], [section("Three")]
        )
    )

    assert re.findall(r"<h(\d)", html) == ["1", "2", "3", "4", "3", "2", "3"]


def test_every_screen_but_the_first_leads_back_and_every_one_but_the_last_on(story: Maker) -> None:
    html = shown(story([section("One"), section("Two")]))

    screens = html.split('<section class="screen')[1:]
    assert ['href="#start"' in screen for screen in screens] == [False, True, True]
    assert [re.findall(r'class="screen__on" href="#(.*?)"', screen) for screen in screens] == [
        ["one"],
        ["two"],
        [],
    ]
    assert re.findall(r'class="screen__number" dir="ltr">(.*?)<', html) == [
        "1 / 3",
        "2 / 3",
        "3 / 3",
    ]


def test_the_bar_links_to_the_first_screen_of_each_chapter(story: Maker) -> None:
    html = shown(story([section("One")], [section("Two")]))

    links = re.findall(r'<a href="(#.*?)" data-chapter-link="(\d)">(.*?)</a>', html)
    assert links == [("#one", "1", "Chapter 1"), ("#two", "2", "Chapter 2")]


def test_without_any_sound_there_is_no_sound_switch(story: Maker, recording: Maker) -> None:
    film = element("video", {"recording": recording().pk, "caption": ""})

    silent, loud = shown(story([section()])), shown(story([section("A", film)], title="Loud"))

    assert ["data-sound-switch" in html for html in (silent, loud)] == [False, True]
    assert ['data-start="with"' in html for html in (silent, loud)] == [False, True]


def test_a_hidden_section_is_neither_shown_nor_counted(story: Maker) -> None:
    html = shown(story([section("Seen"), section("Unseen", hidden=True)]))

    assert "Unseen" not in html
    assert "2 / 2" in html


@pytest.mark.parametrize(
    "half",
    [
        [],
        [element("video", {"recording": None, "caption": ""})],
        [element("audio", {"recording": 9999})],
        [element("image", {"image": {"image": None, "alt_text": "", "decorative": False}})],
        [element("quote", {}), element("big_number", {}), element("link", {}), element("text", "")],
        [element("cards", {"pages": [None, 9999]}), element("about", {"text": None})],
        [element("about", {"text": 9999}), element("heading", "")],
    ],
    ids=["nothing", "no film", "lost sound", "no picture", "empty", "no cards", "lost text"],
)
def test_a_half_filled_draft_never_breaks(
    story: Maker, article: Maker, half: list[dict[str, Any]]
) -> None:
    drafts = [
        story([section("", *half, backdrop={"picture": None, "loop": 9999, "colour": ""})]),
        article(*half, title="Half"),
    ]

    for draft in drafts:
        assert draft.title in shown(draft)


def test_an_empty_story_and_an_empty_article_are_shown(story: Maker, article: Maker) -> None:
    assert "1 / 1" in shown(story())
    assert "Nothing yet" in shown(article(title="Nothing yet"))


def test_a_chapter_without_sections_makes_no_dead_link(story: Maker) -> None:
    assert "data-chapter-link" not in shown(story([]))


def test_a_picture_whose_file_is_lost_leaves_no_hole(story: Maker, image: Maker) -> None:
    lost = image()
    lost.file.storage.delete(lost.file.name)

    html = shown(story([section("One", backdrop={"picture": lost.pk})], lead_picture=lost))

    assert "<img" not in html


def test_pictures_come_in_modern_formats_with_their_size_and_only_the_first_at_once(
    story: Maker, image: Maker
) -> None:
    html = shown(
        story([section("One", backdrop={"picture": image("Two").pk})], lead_picture=image())
    )

    assert re.findall(r'<source type="(.*?)"', html) == ["image/webp"] * 2
    images = re.findall(r"<img .*?>", html)
    assert ['fetchpriority="high"' in one for one in images] == [True, False]
    assert ['loading="lazy"' in one for one in images] == [False, True]
    assert all('width="90" height="60"' in one for one in images)


def test_the_focal_point_decides_what_stays_in_view(story: Maker, image: Maker) -> None:
    sky = image()
    sky.focal_point_x, sky.focal_point_y = 80, 5
    sky.focal_point_width = sky.focal_point_height = 4
    sky.save()

    assert 'data-focus-x="right" data-focus-y="top"' in shown(story(lead_picture=sky))


def test_an_upright_picture_is_offered_to_upright_screens(story: Maker, image: Maker) -> None:
    upright = image("Upright", (60, 90))

    html = shown(story(lead_picture=image(), lead_portrait=upright))

    sources = re.findall(
        r'<source media="\(orientation: portrait\)".*?width="60" height="90">', html
    )
    assert len(sources) == len(FORMATS)


def test_what_machines_read_names_maker_licence_and_words(
    story: Maker, image: Maker, recording: Maker
) -> None:
    film = recording(credit="© Us", licence="by", creator="We", duration=14, poster=image("Poster"))
    page = story(
        [section("One", element("video", {"recording": film.pk}))],
        lead_picture=image(),
        lead_picture_credit="© A drawer",
        lead_picture_licence="cc0",
        summary="What it is about",
    )

    data = structured_data(shown(page))

    assert {"@type": "Article", "headline": "Learning", "inLanguage": "en"}.items() <= data.items()
    assert data["image"]["creditText"] == "© A drawer"
    assert data["image"]["license"] == "https://creativecommons.org/publicdomain/zero/1.0/"
    (video,) = data["video"]
    assert {
        "@type": "VideoObject",
        "name": "Film",
        "duration": "PT14S",
        "creditText": "© Us",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "transcript": "A city lies close to the sea.",
    }.items() <= video.items()


def test_no_word_can_break_out_of_what_machines_read(story: Maker) -> None:
    evil = '</script><script>alert("1")</script>&<!--'

    html = shown(story(title=evil, summary=evil))

    assert structured_data(html)["headline"] == evil
    assert html.count("</script>") == html.count("<script")
    assert "<script>alert" not in html


def test_nothing_in_the_page_needs_a_relaxed_content_policy(
    story: Maker, article: Maker, image: Maker, recording: Maker, shared_text: Maker
) -> None:
    elements = everything(image, recording, shared_text, article(title="A card"))
    loop = recording("Loop", vtt="", has_speech=False)

    html = shown(
        story([section("One", *elements, backdrop={"loop": loop.pk})], lead_picture=image())
    )

    assert "data-loop" in html
    assert re.findall(r"\sstyle=|\son\w+=|<style", html) == []
    assert [body for body in SCRIPT.findall(html) if body.strip()] == []


def test_scripts_and_styles_of_a_story_stay_small(story: Maker, recording: Maker) -> None:
    film = element("video", {"recording": recording().pk})
    html = shown(story([section("One", film)]))

    names = set(re.findall(r"/static/(story_pages/[\w.]+)", html))
    files = [Path(finders.find(name)) for name in names - {"story_pages/base.css"}]

    assert len(files) == 9
    assert sum(file.stat().st_size for file in files) <= SMALL


def test_no_script_listens_to_scrolling() -> None:
    names = ["sections", "bar", "keys", "loops", "sound", "transcript", "print"]
    folder = Path(finders.find("story_pages/story.css")).parent
    scripts = [(folder / f"{name}.js").read_text() for name in names]

    assert [script for script in scripts if '"scroll"' in script or "onscroll" in script] == []


def test_a_story_of_many_sections_asks_the_database_no_more_than_a_short_one(
    story: Maker,
    article: Maker,
    image: Maker,
    recording: Maker,
    shared_text: Maker,
) -> None:
    def long(count: int) -> StoryPage:
        chapters = []
        for number in range(count):
            backdrop = {"picture": image(f"sky-{count}-{number}").pk}
            elements = everything(
                image, recording, shared_text, article(title=f"Card {count} {number}")
            )
            chapters.append([section(f"Section {number}", *elements, backdrop=backdrop)])
        return story(*chapters, title=f"Of {count}", lead_picture=image())

    pages = [long(2), long(6)]
    counts = []
    for page in pages:
        shown(page)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            shown(page)
        counts.append(len(asked))

    assert counts[0] == counts[1], counts


def test_a_list_of_many_stories_asks_the_database_no_more_than_a_short_one(
    index: StoryIndexPage, story: Maker, article: Maker, image: Maker
) -> None:
    counts = []
    for number in (1, 2, 3):
        story(title=f"Story {number}", lead_picture=image(f"s{number}"))
        article(title=f"Article {number}", lead_picture=image(f"a{number}"))
        shown(index)
        with CaptureQueriesContext(connection) as asked:
            assert f"Story {number}" in shown(index)
        counts.append(len(asked))

    assert len(set(counts)) == 1, counts


def test_the_list_is_cut_into_pages(index: StoryIndexPage, story: Maker, settings: Any) -> None:
    settings.STORY_PAGES_PAGE_SIZE = 2
    for number in range(3):
        story(title=f"Story {number}")

    first, second, beyond = (
        Client().get(index.get_url(), {"page": page}).content.decode() for page in ("1", "2", "99")
    )

    assert [first.count('class="card__title"'), second.count('class="card__title"')] == [2, 1]
    assert 'rel="next" href="?page=2"' in first
    assert beyond == second


def test_an_empty_list_says_what_will_come(index: StoryIndexPage) -> None:
    assert "It will appear here as soon as it is published." in shown(index)


def test_a_draft_is_not_in_the_list(index: StoryIndexPage, story: Maker) -> None:
    story(title="Published")
    story(title="Not yet", live=False)

    html = shown(index)

    assert ("Published" in html, "Not yet" in html) == (True, False)


def test_a_card_shows_the_page_in_the_language_of_the_story(
    story: Maker, article: Maker, dutch: Locale
) -> None:
    english = article(title="In English")
    page = story([section("One", element("cards", {"pages": [english.pk]}))])
    page_in_dutch, card_in_dutch = (
        one.copy_for_translation(dutch, copy_parents=True) for one in (page, english)
    )
    card_in_dutch.title = "In het Nederlands"
    for one in (page_in_dutch, card_in_dutch):
        one.save_revision().publish()

    html = [shown(one) for one in (page, StoryPage.objects.get(pk=page_in_dutch.pk))]

    assert ["In English" in one for one in html] == [True, False]
    assert ["In het Nederlands" in one for one in html] == [False, True]


def test_another_language_is_offered_where_there_is_one(story: Maker, dutch: Locale) -> None:
    page = story([section()])
    assert 'hreflang="nl"' not in shown(page)

    page.copy_for_translation(dutch, copy_parents=True).save_revision().publish()

    assert re.search(r'<a href="/nl/[^"]*" lang="nl" hreflang="nl">Nederlands</a>', shown(page))


def test_what_is_said_in_a_film_is_found(story: Maker, recording: Maker) -> None:
    page = story([section("One", element("video", {"recording": recording().pk}))])

    assert "A city lies close to the sea." in " ".join(
        StoryPage._meta.get_field("chapters").get_searchable_content(page.chapters)
    )


def test_pictures_can_be_made_before_the_first_reader_comes(story: Maker, image: Maker) -> None:
    sky, table = image("sky"), image("table")
    page = story([section("One", backdrop={"picture": table.pk})], lead_picture=sky)

    prepare_pictures(page)

    assert [one.renditions.count() for one in (sky, table)] == [len(SPECS)] * 2


def test_a_story_can_be_written_in_the_admin(
    admin_client: Client, index: StoryIndexPage, recording: Maker
) -> None:
    def stream(*blocks: tuple[str, Any]) -> dict[str, Any]:
        return streamfield(blocks)

    backdrop = {"picture": "", "portrait": "", "loop": "", "colour": "ink", "description": ""}
    one = {
        "heading": "By hand",
        "backdrop": backdrop,
        "elements": stream(("video", {"recording": recording().pk, "caption": ""})),
        "layout": "left",
        "look": "veil",
        "slug": "",
    }
    chapters = stream(
        (
            "chapter",
            {"title": "First", "summary": "", "slug": "", "sections": stream(("section", one))},
        )
    )
    form = {"title": "Written", "slug": "written", "reading": "paged", "chapters": chapters}

    response = admin_client.post(
        f"/admin/pages/add/story_pages/storypage/{index.pk}/",
        nested_form_data({**form, "action-publish": "publish"}),
    )

    assert response.status_code == 302, response.context["form"].errors
    assert "By hand" in shown(StoryPage.objects.get(slug="written"))
