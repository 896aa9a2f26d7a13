"""Foreign text made plain."""

from time import process_time

import pytest

from events.importing.plain import one_line, plain, shortened, web_address


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("I <3 you & me", "I <3 you & me"),
        ("AT&amp;T", "AT&T"),
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("One<br>Two<br/>Three", "One\nTwo\nThree"),
        ("<ul><li>A</li><li>B</li></ul>", "• A\n\n• B"),
        ("<script>alert(1)</script>Hello", "Hello"),
        ("<style>p{}</style>Hello", "Hello"),
        ("<script/>Hello", "Hello"),
        ('<a href="https://a.example">here</a>', "here (https://a.example)"),
        ('<a href="https://a.example">https://a.example</a>', "https://a.example"),
        ('<a href="javascript:alert(1)">here</a>', "here"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\x00b\u202ec", "abc"),
        ("  a \t b\xa0 c  ", "a b c"),
        ("a\n\n\n\nb", "a\n\nb"),
    ],
)
def test_text_is_read_as_people_would(text: str, words: str) -> None:
    assert plain(text) == words


def test_a_long_line_is_cut_between_words() -> None:
    assert shortened("one two, three", 10) == "one two…"
    assert shortened("x" * 20, 10) == "x" * 9 + "…"
    assert one_line("one\ntwo", 10) == "one two"


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://a.example/b?c=d", "https://a.example/b?c=d"),
        (" http://a.example ", "http://a.example"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//a.example", ""),
        ("https://", ""),
        ("https://user:word@a.example", ""),
        ('https://a.example/"onclick="x', ""),
        ("https://a.example/<b>", ""),
        ("https://[::1", ""),
        ("https://a.example/" + "x" * 500, ""),
    ],
)
def test_only_addresses_of_the_web_are_links(text: str, url: str) -> None:
    assert web_address(text) == url


@pytest.mark.parametrize(
    "text",
    ["<!--", "<a ", "<p", "<p <", "</", "<a href='", "<!", "&#", "<p>", "<script>", "<a>", "<"],
)
def test_no_text_takes_long(text: str) -> None:
    begin = process_time()

    plain("<p>" + text * 10_000)

    assert process_time() - begin < 3
