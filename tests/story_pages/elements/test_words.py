"""Elements of words: quotations, and words of another language in a text."""

import json

from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from story_pages.elements.words import TextElement
from tests.story_pages.conftest import Maker, element
from tests.story_pages.elements.test_pictures import chosen
from tests.story_pages.test_pages import shown


def test_a_quotation_names_who_said_it_and_where(article: Maker, image: Maker) -> None:
    value = {
        "text": "We learn\n\nevery day.",
        "who": "Somebody",
        "role": "a teacher",
        "picture": chosen(image(), "Somebody, smiling"),
        "source": "A talk",
        "source_url": "https://example.org/talk",
        "look": "large",
    }

    html = shown(article(element("quote", value)))

    assert '<figure class="quote" data-look="large">' in html
    assert '<blockquote cite="https://example.org/talk"><p>We learn</p>' in html
    assert '<cite><a href="https://example.org/talk">A talk</a></cite>' in html
    assert 'alt="Somebody, smiling"' in html
    assert "a teacher" in html


def test_words_of_another_language_keep_their_mark(article: Maker) -> None:
    dutch, arabic = (
        '<span lang="nl" dir="ltr">welkom</span>',
        '<span lang="ar" dir="rtl">مرحبا</span>',
    )
    said = f"<p>They say {dutch} and {arabic}.</p>"
    features = TextElement().features
    converter = ContentstateConverter(features=features)

    state = converter.from_database_format(said)

    styles = [one["style"] for one in json.loads(state)["blocks"][0]["inlineStyleRanges"]]
    assert styles == ["LANGUAGE-NL", "LANGUAGE-AR"]
    assert 'lang="nl"' in converter.to_database_format(state)
    assert arabic in shown(article(element("text", said)))
