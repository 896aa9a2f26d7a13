"""A picture with points: where they stand, what they tell, and what is refused."""

import re
from typing import Any

import pytest
from wagtail.blocks import StreamBlockValidationError
from wagtail.models import PageViewRestriction

from story_pages.elements.stream import Elements
from story_pages.models import ArticlePage
from tests.story_pages.conftest import Maker, element
from tests.story_pages.elements.test_pictures import chosen
from tests.story_pages.test_pages import shown


def point(title: str, x: int | None, y: int | None, **values: Any) -> dict[str, Any]:
    return {"title": title, "text": f"<p>About the {title.lower()}</p>", "x": x, "y": y, **values}


def test_points_stand_in_the_picture_and_the_same_in_a_list(article: Maker, image: Maker) -> None:
    points = [
        point("Tower", 7, 100, url="https://example.org/tower", label="Read on"),
        point("Boat", 46, 50, image=chosen(image("Boat"), "A boat"), credit="© Us"),
    ]
    html = shown(article(element("hotspots", {"image": chosen(image()), "points": points})))

    placed = re.findall(
        r'data-x10="(\d+)" data-x1="(\d+)" data-y10="(\d+)" data-y1="(\d+)">(\d)<', html
    )
    assert placed == [("0", "7", "10", "0", "1"), ("4", "6", "5", "0", "2")]
    told = html.partition('<ol class="hotspots__list">')[2].partition("</ol>")[0]
    assert told.count("<li>") == 2
    for words in ("About the tower", '<a href="https://example.org/tower">Read on</a>', "© Us"):
        assert words in told
    targets = re.findall(r'popovertarget="(point-[\w-]+)" data-x10', html)
    assert targets == re.findall(r'<div class="hotspots__popover" id="(point-[\w-]+)"', html)
    assert len(set(targets)) == 2


def test_a_point_with_a_picture_alone_has_no_empty_line_below_it(
    article: Maker, image: Maker
) -> None:
    points = [point("Boat", 46, 50, image=chosen(image("Boat"), "A boat"))]

    html = shown(article(element("hotspots", {"image": chosen(image()), "points": points})))

    told = html.partition('<ol class="hotspots__list">')[2].partition("</ol>")[0]
    assert '<figure class="hotspots__picture">' in told
    assert not re.search(r'<figcaption|<span class="credit">\s*</span>', told)


def test_without_its_picture_the_points_are_told_all_the_same(article: Maker, image: Maker) -> None:
    html = shown(
        article(element("hotspots", {"image": chosen(9999), "points": [point("Tower", None, 999)]}))
    )

    assert "About the tower" in html
    assert "<button" not in html.partition("<figure")[2].partition("</figure>")[0]


@pytest.mark.parametrize(
    ("x", "y", "field", "why"),
    [(101, 5, "x", "less than or equal to 100"), (5, -1, "y", "greater than or equal to 0")],
)
def test_a_point_outside_the_picture_is_refused_at_its_field(
    image: Maker, x: int, y: int, field: str, why: str
) -> None:
    block = Elements()
    value = {"image": chosen(image()), "points": [point("Tower", x, y)]}

    with pytest.raises(StreamBlockValidationError) as refused:
        block.clean(block.to_python([element("hotspots", value)]))

    faults = refused.value.as_json_data()["blockErrors"][0]["blockErrors"]["points"]
    assert faults["blockErrors"][0]["blockErrors"][field]["messages"] == [
        f"Ensure this value is {why}."
    ]


def test_the_form_offers_a_picture_to_click_on(admin_client: Any, article: Maker) -> None:
    page: ArticlePage = article()

    html = admin_client.get(f"/admin/pages/{page.pk}/edit/").content.decode()

    assert "story_pages/admin/hotspots.js" in html
    assert "story_pages.Hotspots" in html
    assert "/admin/images/0/preview/max-1000x1000/" in html


def test_a_point_does_not_tell_the_title_of_a_page_that_is_not_for_everybody(
    article: Maker, image: Maker
) -> None:
    goal, private = article(title="Open"), article(title="Members", slug="goal")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    points = [point("A", 1, 1, page=goal.pk), point("B", 2, 2, page=private.pk)]
    value = {"image": chosen(image()), "points": points}

    html = shown(article(element("hotspots", value), title="Map"))

    assert f'<a href="{goal.url}">Open</a>' in html
    assert f'<a href="{private.url}">{private.url}</a>' in html
    assert "Members" not in html
