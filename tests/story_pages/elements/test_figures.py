"""Numbers, what happened when, and where: drawn on the server, and always in words, too."""

import re
from time import process_time
from typing import Any

import pytest
from django.utils import translation
from wagtail.models import Locale

from story_pages import figure
from story_pages.chart_data import read
from story_pages.models import ArticlePage
from story_pages.point_map import project
from tests.story_pages.conftest import Maker, element
from tests.story_pages.elements.test_elsewhere import refused
from tests.story_pages.test_pages import shown

ROWS = "Year | Children | Adults\n2019 | 1,200 | -3.5\n2020 | | 4\n2021 | 900 | 12"


@pytest.mark.parametrize(
    ("text", "point", "told"),
    [
        ("1,234", "", "1234"),
        ("1,234", ",", "1.234"),
        ("1.234.567,8", "", "1234567.8"),
        ("−3,5 %", "", "-3.5"),
        ("€ 12", "", "12"),
        ("0,125", "", "0.125"),
        ("~ 1 200", "", "1200"),
        ("~" + " " * 9 + "1 200" + " " * 9 + "%", "", "1200"),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, point: str, told: str) -> None:
    found = figure.read(text, point=point)

    assert found is not None
    assert str(found.value) == told


@pytest.mark.parametrize("text", ["twelve", "1,2,3", "12 children", "1.2.3", "٣٤x"])
def test_words_are_no_numbers(text: str) -> None:
    with pytest.raises(figure.NotANumberError):
        figure.read(text)


def test_many_spaces_take_a_moment() -> None:
    begun = process_time()
    with pytest.raises(figure.NotANumberError):
        figure.read("~" + " " * 160 + "x")

    # Shared out among five places they would take ten seconds and more.
    assert process_time() - begun < 1


@pytest.mark.parametrize(
    ("kind", "marks"), [("bars", 5), ("columns", 5), ("line", 5), ("stacked", 5), ("", 5)]
)
def test_a_chart_is_a_drawing_and_a_table(article: Maker, kind: str, marks: int) -> None:
    value = {"title": "Pupils", "kind": kind, "rows": ROWS, "unit": "people", "source": "A count"}

    html = shown(article(element("chart", value)))

    drawing = html.partition('<svg class="chart__drawing"')[2].partition("</svg>\n    ")[0]
    assert 'role="img"' in drawing
    assert "<title>Pupils</title>" in drawing
    assert "<desc>From −3.5 (2019) to 1,200 (2019).</desc>".replace("−", "-") in drawing
    assert drawing.count('class="chart__dot"' if kind == "line" else "<rect") == marks
    assert "style=" not in drawing
    assert re.findall(r'<th scope="row">(.*?)</th>', html) == ["2019", "2020", "2021"]
    assert re.findall(r"<bdi>(.*?)</bdi>", html)[:2] == ["1,200", "-3.5"]
    assert "not known" in html


def test_from_right_to_left_bars_begin_at_the_right(article: Maker) -> None:
    page = article(element("chart", {"title": "T", "rows": "a | b\nx | 5\ny | 10"}))
    arabic = Locale.objects.get_or_create(language_code="ar")[0]
    copy = page.copy_for_translation(arabic, copy_parents=True)
    copy.save_revision().publish()

    with translation.override("ar"):
        html = shown(ArticlePage.objects.get(pk=copy.pk))

    bars = re.findall(
        r'class="chart__bar" data-series="0" x="([\d.]+)%".*? width="([\d.]+)%"', html
    )
    assert len(bars) == 2
    assert {round(float(x) + float(width)) for x, width in bars} == {100}


@pytest.mark.parametrize(
    ("rows", "kind", "words"),
    [
        ("a | b\nx | twelve", "bars", "Row “x”, column “b”: “twelve” is not a number."),
        ("only words", "bars", "Write a row of headings"),
        ("a | b\nx | -1", "stacked", "choose bars or columns"),
        ("a | b\n" + "\n".join(f"{n} | 1" for n in range(41)), "bars", "make two charts"),
    ],
)
def test_an_editor_reads_which_cell_is_wrong(rows: str, kind: str, words: str) -> None:
    value = {"title": "T", "rows": rows, "kind": kind}

    assert words in refused("chart", value)["rows"]["messages"][0]


@pytest.mark.parametrize(("rows", "is_some"), [("a | b\nx | 0", True), ("a | b\nx | ", False)])
def test_nothing_is_a_number_and_an_empty_cell_is_none(rows: str, is_some: bool) -> None:
    assert bool(read(rows)) is is_some


def test_a_timeline_is_a_list_with_days_that_machines_read(article: Maker) -> None:
    entries = [
        {"when": "2019", "title": "Analysis", "text": "<p>How it began</p>"},
        {"when": "Spring", "title": "", "date": "2020-05"},
        {"when": "12019", "title": "A number that is no year"},
        {"when": "", "title": ""},
    ]

    html = shown(article(element("timeline", {"title": "So far", "entries": entries})))

    assert html.count('<li class="timeline__entry">') == 3
    assert re.findall(r'datetime="([\d-]+)">(\w+)</time>', html)[-2:] == [
        ("2019", "2019"),
        ("2020-05", "Spring"),
    ]
    assert "How it began" in html


def test_places_stand_on_a_plain_map_and_in_a_list(article: Maker) -> None:
    places = [
        {"name": "North", "latitude": "53.3", "longitude": "6.5", "text": "Up here"},
        {"name": "South", "latitude": "53.1", "longitude": "6.6"},
        {"name": "Nowhere"},
    ]

    html = shown(article(element("point_map", {"title": "Places", "places": places})))

    assert html.count('class="point-map__point"') == 2
    assert html.count('class="point-map__name"') == 3
    assert "Up here" in html
    assert re.findall(r'(?:src|srcset)="https?://', html) == []
    ground = project([(1, 53.3, 6.5), (2, 53.1, 6.6)])
    assert ground is not None
    north, south = ground.points
    assert north.down < south.down
    assert north.across < south.across
    assert ground.kilometres == 10


@pytest.mark.parametrize(
    ("number", "counted"), [("170", True), ("230.000", False), ("007", False), ("99999", False)]
)
def test_a_number_counts_up_only_where_it_looks_the_same(
    article: Maker, number: str, counted: bool
) -> None:
    html = shown(article(element("big_number", {"number": number, "label": "cities"})))

    assert f">{number}</span>" in html
    assert ("data-count-to" in html) is counted


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("chart", {"title": "T", "rows": "words"}),
        ("timeline", {"entries": [{"when": ""}]}),
        ("point_map", {"places": [{"name": ""}], "picture": {"image": 9999}}),
        ("big_number", {}),
    ],
)
def test_half_filled_ones_leave_no_hole(article: Maker, kind: str, value: dict[str, Any]) -> None:
    prose = shown(article(element(kind, value))).partition('<div class="prose">')[2]

    assert prose.lstrip().startswith(("<footer", "<p class", "</div>", "<ul"))
