"""What a page shows besides itself, fetched at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from story_pages.models import StoryPage

from .conftest import Maker, element, section
from .test_pages import everything, shown

pytestmark = pytest.mark.filterwarnings(
    "ignore:Unclosed file <tempfile:ResourceWarning",
    "ignore::pytest.PytestUnraisableExceptionWarning",
)


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
