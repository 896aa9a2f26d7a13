"""Stories, articles and their list, as readers get them."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from wagtail.models import Locale, PageViewRestriction
from wagtail.test.utils.form_data import nested_form_data, streamfield

from story_pages.models import StoryIndexPage, StoryPage

from .conftest import Maker, element, section

SMALL = 15_000
DEFAULTS = {
    "reading": "paged",
    "section_layout": "auto",
    "section_look": "veil",
    "section_transition": "scroll",
}
SCRIPT = re.compile(r"<script(?![^>]*ld\+json)[^>]*>(.*?)</script>", re.DOTALL)


def shown(page: Any) -> str:
    response = Client().get(page.get_url())
    assert response.status_code == 200
    return response.content.decode()


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

    # The bar's sheets have headings of their own; they are closed.
    told = html.partition("<main")[2]
    assert re.findall(r"<h(\d)", told) == ["1", "2", "3", "4", "3", "2", "3"]


def test_every_screen_but_the_first_leads_back_and_every_one_but_the_last_on(story: Maker) -> None:
    html = shown(story([section("One"), section("Two")]))

    screens = html.split('<section class="screen')[1:]
    assert [">First page</a>" in screen for screen in screens] == [False, True, True]
    assert [re.findall(r'class="screen__on" href="#(.*?)"', screen) for screen in screens] == [
        ["one"],
        ["two"],
        [],
    ]
    assert re.findall(r'class="screen__number" dir="ltr">(.*?)<', html) == [
        "1&nbsp;/&nbsp;3",
        "2&nbsp;/&nbsp;3",
        "3&nbsp;/&nbsp;3",
    ]


def test_the_bar_links_to_the_first_screen_of_each_chapter(story: Maker) -> None:
    html = shown(story([section("One")], [section("Two")]))

    links = re.findall(r'<a href="(#.*?)" data-chapter-link="(\d)">(.*?)</a>', html)
    assert links == [("#one", "1", "Chapter 1"), ("#two", "2", "Chapter 2")]


def test_the_bar_knows_where_reading_begins_before_any_script_says_so(story: Maker) -> None:
    assert '<header class="bar" data-at="start"' in shown(story([section("One")]))


def test_without_any_sound_there_is_no_sound_switch(story: Maker, recording: Maker) -> None:
    film = element("video", {"recording": recording().pk, "caption": ""})

    silent, loud = shown(story([section()])), shown(story([section("A", film)], title="Loud"))

    assert ["data-sound-switch" in html for html in (silent, loud)] == [False, True]
    assert ['data-start="with"' in html for html in (silent, loud)] == [False, True]


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


@pytest.mark.parametrize("sections", [[], [section("Unseen", hidden=True)]], ids=["none", "hidden"])
def test_a_chapter_with_nothing_to_show_is_left_out(
    story: Maker, sections: list[dict[str, Any]]
) -> None:
    html = shown(story([section("Seen")], sections))

    assert re.findall(r'data-chapter-link="(\d)"', html) == ["1"]
    assert "Chapter 2" not in html


@pytest.mark.parametrize("action", ["action-publish", "save"])
def test_a_chapter_without_sections_may_be_kept_but_not_published(
    admin_client: Client, index: StoryIndexPage, action: str
) -> None:
    empty = {"title": "First", "summary": "", "slug": "", "sections": streamfield([])}
    form = {"title": "Written", "slug": "written", **DEFAULTS, action: "yes"}

    admin_client.post(
        f"/admin/pages/add/story_pages/storypage/{index.pk}/",
        nested_form_data({**form, "chapters": streamfield([("chapter", empty)])}),
    )

    assert StoryPage.objects.filter(slug="written").exists() is (action == "save")


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


def test_scripts_and_styles_of_every_story_stay_small(story: Maker) -> None:
    html = shown(story([section("One", element("text", "<p>Words</p>"))]))

    # What opens on a click is fetched at that click, what only later screens need as one goes on.
    linked = re.sub("<noscript.*?</noscript>", "", html)
    names = set(re.findall(r'(?:href|src)="/static/(story_pages/[\w./]+)', linked))
    files = [Path(finders.find(name)) for name in names - {"story_pages/base.css"}]

    assert len(files) >= 6
    assert [name for name in names if "/elements/" in name] == []
    assert sum(file.stat().st_size for file in files) <= SMALL


def test_what_an_element_needs_comes_with_it(story: Maker, recording: Maker) -> None:
    film = element("video", {"recording": recording().pk})

    html = shown(story([section("One", film, film)]))

    assert html.count("/static/story_pages/elements/transcript.js") == 1


def test_no_script_listens_to_scrolling() -> None:
    names = ["sections", "bar", "keys", "loops", "sound", "elements/transcript", "print"]
    folder = Path(finders.find("story_pages/story.css")).parent
    scripts = [(folder / f"{name}.js").read_text() for name in names]

    assert [script for script in scripts if '"scroll"' in script or "onscroll" in script] == []


def test_another_language_is_offered_where_anybody_can_read_it(story: Maker, dutch: Locale) -> None:
    page = story([section()])
    assert 'hreflang="nl"' not in shown(page)

    copy = page.copy_for_translation(dutch, copy_parents=True)
    copy.save_revision().publish()

    assert re.search(r'<a href="/nl/[^"]*" lang="nl" hreflang="nl"[^>]*>Nederlands<', shown(page))
    PageViewRestriction.objects.create(page=copy, restriction_type="login")
    assert 'hreflang="nl"' not in shown(page)


def test_what_is_said_in_a_film_is_found(story: Maker, recording: Maker) -> None:
    page = story([section("One", element("video", {"recording": recording().pk}))])

    assert "A city lies close to the sea." in " ".join(
        StoryPage._meta.get_field("chapters").get_searchable_content(page.chapters)
    )


def test_a_story_can_be_written_in_the_admin(
    admin_client: Client, index: StoryIndexPage, recording: Maker
) -> None:
    def stream(*blocks: tuple[str, Any]) -> dict[str, Any]:
        return streamfield(blocks)

    backdrop = {"picture": "", "loop": "", "colour": "ink", "sequence": stream()}
    backdrop["sequence"] = streamfield([])
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
    form = {"title": "Written", "slug": "written", **DEFAULTS, "chapters": chapters}

    response = admin_client.post(
        f"/admin/pages/add/story_pages/storypage/{index.pk}/",
        nested_form_data({**form, "action-publish": "publish"}),
    )

    assert response.status_code == 302, response.context["form"].errors
    assert "By hand" in shown(StoryPage.objects.get(slug="written"))


@pytest.mark.django_db
def test_the_editor_offers_films_to_loop_and_sounds_for_the_ambience() -> None:
    form = StoryPage.get_edit_handler().get_form_class()()

    widgets = {name: form.fields[name].widget for name in ("opening_loop", "ambience")}

    kinds = {name: type(widget).__name__ for name, widget in widgets.items()}
    assert kinds == {"opening_loop": "AdminVideoChooser", "ambience": "AdminAudioChooser"}
