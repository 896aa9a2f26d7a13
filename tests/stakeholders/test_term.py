"""Terms: one row each, a name per language."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import override

from stakeholders.models import Term, Topic

from .conftest import Maker


@pytest.mark.parametrize(
    ("language", "shown"),
    [("nl", "Zorg"), ("en", "Care"), ("nl-be", "Zorg"), ("ar", "Care")],
    ids=["its own", "source", "base language", "any at all"],
)
def test_a_term_is_shown_in_the_active_language(term: Maker, language: str, shown: str) -> None:
    care = term("sector", "care", en="Care", nl="Zorg")

    with override(language):
        assert str(care) == shown


def test_a_term_without_names_shows_its_code() -> None:
    assert str(Term(vocabulary="sector", code="care")) == "care"


def test_a_topic_without_a_name_in_the_language_shows_one_it_has(topic: Maker) -> None:
    assert str(topic("language", nl="Taal")) == "Taal"
    assert str(Topic(name="Plain", slug="plain")) == "Plain"


def test_a_term_needs_a_name_in_some_language() -> None:
    with pytest.raises(ValidationError) as refused:
        Term(vocabulary="sector", code="care", names={"en": ""}).full_clean()

    assert list(refused.value.message_dict) == ["names"]


def test_a_code_stands_once_in_a_vocabulary_and_may_stand_in_another(term: Maker) -> None:
    term("sector", "care")
    term("topic", "care")

    with pytest.raises(IntegrityError), transaction.atomic():
        Term.objects.create(vocabulary="sector", code="care", names={"en": "Again"})
