"""Folding: one spelling for what people may type in different ways."""

import pytest

from stakeholders.folding import folded, folded_words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Café De Brug", "cafe de brug"),
        ("ÉCOLE élémentaire", "ecole elementaire"),
        ("Straße", "strasse"),
        ("الفرص", "فرص"),
        ("والفرص", "فرص"),
        ("مَدْرَسَة", "مدرسه"),
        ("格罗宁根学习城市", "格罗宁根学习城市"),
        ("Ｇｒｏｎｉｎｇｅｎ", "groningen"),
        ("a\x00b, (c)", "a b c"),
        ("", ""),
    ],
    ids=[
        "accents",
        "capitals with accents",
        "sharp s",
        "arabic article",
        "arabic conjunction and article",
        "arabic vowel signs",
        "chinese",
        "full width",
        "signs",
        "nothing",
    ],
)
def test_text_is_folded(text: str, expected: str) -> None:
    assert folded(text) == expected


def test_a_chinese_run_is_looked_for_by_every_two_signs() -> None:
    assert folded_words("学习城市 Groningen") == ["学习", "习城", "城市", "groningen"]
