"""A page that an editor saves as it is counts as untouched."""

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.rich_text import RichText

from events.importing.source import Source
from tests.events.stage import publish
from tests.importing.test_taking_over import hear, page
from tests.importing.writing import entry

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "text", ["First\\nsecond line", 'First\\n\\nIt\'s "quoted" & <3'], ids=["lines", "quotes"]
)
def test_what_an_editor_saves_as_it_is_still_follows(trusted: Source, text: str) -> None:
    hear(trusted, entry("a", DESCRIPTION=text))
    mine, draftail = page(), ContentstateConverter(features=[])
    mine.summary = mine.summary.replace("\n", "\r\n")  # as browsers send lines
    mine.body = [
        (
            block.block_type,
            RichText(
                draftail.to_database_format(draftail.from_database_format(block.value.source))
            ),
        )
        for block in mine.body
    ]
    publish(mine)

    hear(trusted, entry("a", DESCRIPTION="Other words"))

    assert (page().summary, list(page().body)) == ("Other words", [])
