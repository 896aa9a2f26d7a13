"""The organisation: its code, and how its figures are told."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import override

from stakeholders.models import Figure, Organisation

from .conftest import Maker, fresh, publish


def test_two_of_the_same_name_have_different_codes(organisation_page: Maker) -> None:
    organisation_page("Library", slug="library")
    organisation_page("Library", slug="library-2")
    Organisation.objects.create(name="Library")

    codes = Organisation.objects.order_by("pk").values_list("code", flat=True)
    assert list(codes) == ["library", "library-2", "library-3"]


def test_the_code_stays_when_the_page_is_renamed(organisation_page: Maker) -> None:
    page = organisation_page("Library")

    page.title, page.slug = "Media house", "media-house"
    publish(page)

    assert Organisation.objects.get().code == "library"


def test_without_an_official_name_the_title_is_it(organisation_page: Maker) -> None:
    assert organisation_page("Library").facts.name == "Library"
    assert fresh(organisation_page("City", name="Gemeente", slug="city")).facts.name == "Gemeente"


@pytest.mark.parametrize(
    ("values", "language", "told"),
    [
        ({"value": Decimal("230000.000"), "precision": "about"}, "en", "about 230,000"),
        ({"value": Decimal("170.000"), "precision": "more-than"}, "en", "more than 170"),
        ({"value": Decimal("16.500"), "unit": "%"}, "en", "16.5 %"),
        ({"value": Decimal("230000.000")}, "nl", "230.000"),
    ],
)
def test_a_value_is_told_as_in_a_sentence(values: dict[str, Any], language: str, told: str) -> None:
    with override(language):
        assert Figure(**values).told_value == told


@pytest.mark.parametrize(
    ("precision", "pattern"),
    [("year", "Y"), ("month", "YEAR_MONTH_FORMAT"), ("day", "DATE_FORMAT")],
)
def test_no_more_of_a_date_is_told_than_is_known(precision: str, pattern: str) -> None:
    day = date(2020, 1, 21)

    figure = Figure(value=1, as_of=day, as_of_precision=precision)

    assert figure.told_date == date_format(day, pattern)


def test_a_figure_without_a_date_says_so() -> None:
    assert Figure(value=1).told_date == "undated"


def test_a_figure_without_a_source_is_refused() -> None:
    with pytest.raises(ValidationError) as refused:
        Figure(label="People", value=1).clean()

    assert list(refused.value.message_dict) == ["source_page"]
