"""The demo's stories without motion, sound, scripts, a screen, or room."""

import io
import subprocess
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.reader import (
    SAMPLE,
    SCREENS,
    SPANISH,
    STORY,
    Reader,
    all_is_seen,
    comes_true,
    is_at,
    stands_still,
)

pytestmark = pytest.mark.browser

FILM_WORDS = ".transcript__text p"


def test_the_start_card_blocks_nothing_and_sound_waits_to_be_asked(read: Reader) -> None:
    page = read(reduced_motion="reduce")
    sound = page.locator("[data-sound-switch]")
    expect(sound).to_have_attribute("aria-pressed", "false")
    assert page.evaluate("[...document.querySelectorAll('audio, video')].every(m => m.paused)")

    page.locator("[data-start=without]").click()
    is_at(page, 2)
    expect(sound).to_have_attribute("aria-pressed", "false")
    sound.click()

    expect(sound).to_have_attribute("aria-pressed", "true")
    comes_true(page, "!document.querySelector('[data-ambience]').paused")


def test_a_loop_plays_only_while_seen_and_stays_paused_once_paused(read: Reader) -> None:
    page = read()
    loop, pause = page.locator("[data-loop]").first, page.locator("[data-loop-switch]").first
    playing = "loop => !loop.paused"
    assert not loop.evaluate(playing)

    loop.evaluate("loop => loop.scrollIntoView({behavior: 'instant'})")
    comes_true(page, "!document.querySelector('[data-loop]').paused")
    pause.click()

    expect(pause).to_have_attribute("aria-pressed", "true")
    page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
    all_is_seen(page)
    loop.evaluate("loop => loop.scrollIntoView({behavior: 'instant'})")
    all_is_seen(page)
    assert not loop.evaluate(playing)


def test_who_wants_no_motion_sees_none_unless_asked_for_and_it_is_remembered(
    read: Reader,
) -> None:
    for story in (SAMPLE, STORY):
        page = read(story=story, reduced_motion="reduce")
        page.mouse.wheel(0, 500)
        all_is_seen(page)
        assert page.evaluate("document.getAnimations().length") == 0
    loop, still = page.locator("[data-loop]").first, page.locator("[data-still-switch]")
    loop.evaluate("loop => loop.scrollIntoView()")
    all_is_seen(page)

    expect(still).to_have_attribute("aria-pressed", "true")
    assert loop.evaluate("loop => loop.paused")
    page.locator(".bar__menu").click()
    still.click()

    comes_true(page, "!document.querySelector('[data-loop]').paused")
    page.reload()
    expect(still).to_have_attribute("aria-pressed", "false")
    page.goto(page.url.partition("/en/")[0] + SAMPLE)
    page.mouse.wheel(0, 500)
    comes_true(page, "document.getAnimations().length > 0")


def test_films_are_captioned_while_silent_and_one_voice_speaks_at_a_time(read: Reader) -> None:
    page = read(story=SAMPLE)
    page.mouse.move(640, 400)
    start = page.locator("#look-on .recording__start")
    expect(start).to_be_visible()
    start.focus()
    film, sound = (
        "document.querySelector('#look-on video')",
        "document.querySelector('#listen audio')",
    )
    heard = "[...document.querySelectorAll('[data-ambience]')].filter(one => !one.paused)"
    recording, switch = page.locator("#look-on .recording"), page.locator("[data-sound-switch]")
    captions = f"[...{film}.textTracks].filter(one => one.mode === 'showing').map(one => one.kind)"

    comes_true(page, f"!{film}.paused && {film}.muted")
    expect(page.locator("#look-on video")).to_be_focused()
    assert page.evaluate(captions) == ["captions"]
    assert page.evaluate(f"{sound}.paused && {heard}.length === 0")

    recording.locator("summary").click()
    time = recording.locator(".transcript__time").last
    time.click()
    comes_true(page, f"{film}.currentTime >= {time.get_attribute('data-seek')}")
    expect(recording.locator("p[aria-current]")).to_contain_text("Equal Opportunities Alliance")

    switch.click()
    comes_true(page, f"!{film}.muted && {heard}.length === 0")
    page.evaluate(f"{sound}.play()")
    comes_true(page, f"{film}.paused && !{sound}.paused && {heard}.length === 0")

    page.evaluate(f"{sound}.pause()")
    page.evaluate("document.getElementById('listen').scrollIntoView({behavior: 'instant'})")
    knocks = page.locator("#listen").get_attribute("data-ambience-here")
    comes_true(page, f"{heard}.map(one => one.dataset.ambience).join() === '{knocks}'")
    switch.click()
    comes_true(page, f"{heard}.length === 0 && {film}.muted")


def test_without_scripts_every_word_and_every_way_is_there(read: Reader) -> None:
    page = read(java_script_enabled=False)
    expect(page.locator(".screen")).to_have_count(SCREENS)
    assert page.locator("[data-sound-switch], [data-still-switch]").first.is_hidden()
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.locator("[data-sound-switch]").bounding_box() is None
    page.set_viewport_size({"width": 1280, "height": 800})
    assert page.locator("video[controls]").count() >= 2
    page.locator(".recording__screen img").first.evaluate("poster => poster.decode()")
    film = Image.open(io.BytesIO(page.locator(".recording__screen").first.screenshot()))
    above_its_controls = film.convert("L").crop((0, 0, film.width, film.height // 4))
    darkest, lightest = above_its_controls.getextrema()
    assert lightest - darkest > 20
    page.locator("[data-section='1'] .screen__on").click()
    expect(page.locator("[data-section='2'] h3")).to_be_in_viewport()
    page.locator(".bar__contents").click()
    page.locator(".contents__entry").nth(3).click()
    expect(page.locator("[data-section='4'] h3")).to_be_in_viewport()

    sample = read(story=SAMPLE, java_script_enabled=False)
    expect(sample.locator(".gallery img")).to_have_count(3)
    expect(sample.locator(".hotspots__list")).to_contain_text("Measure its shadow")
    expect(sample.get_by_text("At night", exact=True)).to_be_visible()
    assert sample.locator(".before-after__border, .gallery__buttons").first.is_hidden()
    sample.get_by_role("link", name="As an article", include_hidden=True).evaluate("a => a.click()")
    sample.wait_for_url("**?reading=article")
    expect(sample.locator(".story")).to_have_attribute("data-reading", "article")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
@pytest.mark.parametrize("story", [STORY, SAMPLE], ids=["story", "sample"])
def test_paper_has_all_words_pictures_and_transcripts(
    read: Reader, tmp_path: Path, story: str, scripts: bool
) -> None:
    page = read(story=story, java_script_enabled=scripts)
    words = page.locator("main :is(h1, h2, h3, .text p, .call a, .call-to-action a)")
    said = page.locator(FILM_WORDS).all_text_contents()
    assert said

    page.emulate_media(media="print")
    comes_true(page, "[...document.images].every(one => one.complete)")
    page.pdf(path=tmp_path / "story.pdf")

    told = subprocess.check_output(["pdftotext", tmp_path / "story.pdf", "-"], text=True)
    paper = "".join(told.split())
    wanted = [*words.all_text_contents(), *said]
    assert [text for text in wanted if "".join(text.split()) not in paper] == []
    images = subprocess.check_output(["pdfimages", "-list", tmp_path / "story.pdf"], text=True)
    shown = (
        "new Set([...document.images].filter(one => one.checkVisibility()).map(i => i.src)).size"
    )
    assert len(images.splitlines()) - 2 >= page.evaluate(shown)


def test_what_is_hidden_stays_so_where_a_site_has_no_look_of_its_own(read: Reader) -> None:
    page = read(story=SAMPLE, reduced_motion="reduce")
    looks = "[...document.styleSheets].filter(one => one.href.includes('/learning_city/'))"
    page.evaluate(f"for (const look of {looks}) look.disabled = true")

    shown = "[...document.querySelectorAll('[hidden]')].filter(one => one.checkVisibility())"
    assert page.evaluate(f"{shown}.map(one => one.outerHTML)") == []


def test_what_an_embed_shows_stands_on_paper_as_a_link(read: Reader) -> None:
    page = read(story=SAMPLE, reduced_motion="reduce")
    stage = page.locator("[data-embed]")
    stage.evaluate("stage => { stage.dataset.embed = 'about:blank' }")
    stage.scroll_into_view_if_needed()
    link = page.locator(".embed__link a")
    page.get_by_role("button", name="Show it here").click()
    expect(link).to_be_hidden()

    page.emulate_media(media="print")

    expect(link).to_be_visible()
    expect(page.locator(".embed iframe")).to_be_hidden()


@pytest.mark.parametrize("story", [STORY, SAMPLE])
def test_nothing_is_cut_where_four_hundred_percent_leave_little_room(
    read: Reader, story: str
) -> None:
    page = read(story=story, viewport={"width": 320, "height": 256})
    regions = "[...document.querySelectorAll('.story [tabindex=\"0\"]')]"

    stands_still(page)
    expect(page.locator(".bar__contents")).to_have_accessible_name(
        f"1 / {page.locator('[data-section]').count()} Contents"
    )
    home = page.locator(".bar__home")
    expect(home).to_have_accessible_name("Learning City Groningen")
    assert home.locator("span").evaluate("name => name.scrollWidth <= name.clientWidth")
    page.keyboard.press("Tab")
    all_is_seen(page)
    assert page.evaluate("scrollY") == 0
    outlines = "one => (one.focus(), getComputedStyle(one).outlineStyle)"
    shown = page.evaluate(f"{regions}.filter(one => one.checkVisibility()).map({outlines})")
    assert set(shown) <= {"solid"}


def test_the_ways_on_and_back_have_one_line_each_where_words_are_long(read: Reader) -> None:
    page = read(story=SPANISH, viewport={"width": 390, "height": 844})
    lines = """link => { const words = document.createRange(); words.selectNodeContents(link);
        return new Set([...words.getClientRects()].map(line => line.top)).size }"""

    for way in ("number", "back", "first"):
        assert page.locator(f"[data-section='2'] .screen__{way}").evaluate(lines) == 1
    on = page.locator("[data-section='2'] .screen__on span").first
    expect(on).to_have_text("Continuar")
    assert on.evaluate(lines) == 1
