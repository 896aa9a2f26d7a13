"""Comments of editors on the blocks of stories and articles."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.models import Comment
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from story_pages.block_tree import Spot, parts
from story_pages.blocks import SectionBlock
from tests.story_pages.conftest import element
from tests.story_pages.test_half_filled import half

Maker = Callable[..., Any]


def test_a_comment_finds_every_field_of_every_block(story: Maker) -> None:
    page = story([half(SectionBlock(), words="Words")])
    stored = type(page).objects.get(pk=page.pk)

    places = [
        part.spot.path
        for part in parts(stored.chapters.stream_block, stored.chapters, Spot("chapters"))
    ]

    assert any(path.endswith(".caption") for path in places)
    assert [
        path for path in places if not Comment(contentpath=path).has_valid_contentpath(stored)
    ] == []


def test_a_comment_is_placed_on_a_field_in_a_list_and_found_again(
    admin_client: Client, article: Maker
) -> None:
    entry = {"type": "item", "id": "entry-1", "value": {"when": "May", "title": "We met."}}
    page = article(element("timeline", {"entries": [entry]}) | {"id": "timeline-1"})
    path = "body.timeline-1.entries.entry-1.title"
    item = {"id": "entry-1", "deleted": "", "order": "0", "value": entry["value"]}
    body = streamfield([("timeline", {"title": "", "entries": {"count": "1", "0": item}})])
    body["0"]["id"] = "timeline-1"
    comment = {"contentpath": path, "text": "Who?", "position": "", "id": "", "resolved": ""}
    form = {
        "title": page.title,
        "slug": page.slug,
        "date": "2020-01-21",
        "topics": "",
        "body": body,
        "comments": inline_formset([comment | {"replies": inline_formset([])}]),
    }

    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = admin_client.post(edit, nested_form_data(form))

    assert answer.status_code == 302
    assert page.wagtail_admin_comments.get().contentpath == path
    shown = admin_client.get(edit).context["form"].formsets["comments"].forms
    assert [one.instance.text for one in shown] == ["Who?"]
