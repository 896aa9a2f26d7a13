"""The menu “Stories” in the admin."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from story_pages.models import StoryIndexPage


@pytest.mark.parametrize("listing", ["story_listing", "article_listing"])
def test_before_there_is_a_list_of_stories_editors_are_led_to_adding_one(
    admin_client: Client, home: Any, listing: str
) -> None:
    def offered() -> str:
        return admin_client.get(reverse(f"{listing}:index")).content.decode()

    first = reverse("wagtailadmin_pages:choose_parent", args=["story_pages", "storyindexpage"])
    told = "and there is none yet"

    before = offered()
    assert told in before
    assert before.count(f'href="{first}"') == 2  # in the header and below the words
    assert admin_client.get(first).status_code == 200

    home.add_child(instance=StoryIndexPage(title="Stories"))
    after = offered()
    assert told not in after
    assert first not in after
    assert reverse(f"{listing}:choose_parent") in after
