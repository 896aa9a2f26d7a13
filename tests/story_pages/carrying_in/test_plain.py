"""An outline in plain text becomes chapters, sections and elements."""

from time import process_time

import pytest

from story_pages.carrying_in.draft import Wanted
from story_pages.carrying_in.inline import cleaned, inline
from story_pages.carrying_in.plain import read_outline

OUTLINE = """title: A day of learning
summary: From morning to night.

# Morning

## The market

![A market square](pictures/market.jpg "backdrop")

People **meet** and *talk*, see [the city](https://city.example/).
Still the same paragraph.

- one
- two

> We learn every day.
> — A teacher

![The clock](clock.png "The clock, 1900")

[Come along](https://city.example/come)

# Evening

![Bells](bells.mp3)

<marquee>old</marquee>
"""


def test_an_outline_is_a_story() -> None:
    draft = read_outline(OUTLINE, name="day.md", folder="day")

    market, evening = draft.sections
    assert (draft.title, draft.summary) == ("A day of learning", "From morning to night.")
    assert [chapter.title for chapter in draft.chapters] == ["Morning", "Evening"]
    assert market.heading == "The market"
    assert market.backdrop["picture"].file == "day/pictures/market.jpg"
    text, quote, image, link = market.elements
    assert text["value"] == (
        '<p>People <b>meet</b> and <i>talk</i>, see <a href="https://city.example/">the city</a>.'
        " Still the same paragraph.</p><ul><li>one</li><li>two</li></ul>"
    )
    assert quote["value"] == {"text": "We learn every day.", "who": "A teacher"}
    assert image["value"]["image"]["alt_text"] == "The clock"
    assert image["value"]["caption"] == "The clock, 1900"
    assert link["value"] == {"label": "Come along", "url": "https://city.example/come"}
    assert isinstance(evening.elements[0]["value"]["recording"], Wanted)


def test_tags_are_words_and_told_to_the_editor() -> None:
    draft = read_outline(OUTLINE)

    _market, evening = draft.sections
    assert evening.elements[1]["value"] == "<p>&lt;marquee&gt;old&lt;/marquee&gt;</p>"
    (note,) = draft.notes
    assert str(note) == (
        f"Evening › 1, line {OUTLINE.count(chr(10))}: <marquee>old</marquee>. "
        "It stands as it was written; make of it what fits."
    )


def test_what_is_not_as_it_was_meant_is_told_with_its_line() -> None:
    outline = """title: A day
By A. Writer
and another

# One
## Market
- See
  [this](javascript:alert(1)).
## market
![](old.avi)
"""

    draft = read_outline(outline)

    link, market, film = draft.notes[1:]
    assert str(draft.notes[0]).startswith("A day › 1, line 2: By A. Writer. It stands before the")
    assert "href" not in str([section.elements for section in draft.sections])
    assert str(link).startswith("One › Market, line 8: [this](javascript:alert(1). Such a link")
    assert str(market).startswith("One › market, line 9: market. Line 6 has the same heading")
    assert str(film).startswith("One › market, line 10: old.avi. Not every browser plays files of")
    assert "HandBrake" in film.why


@pytest.mark.parametrize("hidden", ["<![CDATA[><img src=x>]]>", "<!--><img src=x>-->", "<?x><b>"])
def test_nothing_comes_in_by_what_a_browser_reads_otherwise(hidden: str) -> None:
    assert cleaned(f"<p>One</p>{hidden}") in {"<p>One</p>", "<p>One</p>--&gt;", "<p>One</p><b></b>"}


@pytest.mark.parametrize("address", ["http://[x", "http://\u2100x/", "javascript:x"])
def test_a_link_that_leads_nowhere_is_words_and_told(address: str) -> None:
    draft = read_outline(f"# A\n\n## B\n\nSee [this]({address}) now.\n\n[that]({address})")

    (text,) = draft.sections[0].elements
    assert text["value"] == "<p>See this now.</p><p>that</p>"
    assert [note.what for note in draft.notes] == [f"[this]({address})", f"[that]({address})"]
    assert cleaned(f'<a href="{address}">x</a>') == "<a>x</a>"


@pytest.mark.parametrize("sign", ["**a ", "_a ", "[a", "[a](b", "__a "])
def test_signs_that_nobody_closed_take_a_moment(sign: str) -> None:
    begun = process_time()
    told = inline(sign * 16_000)

    # In proportion to the square of its length it would be half a minute.
    assert process_time() - begun < 3
    assert told == sign * 16_000
