"""Caption files of good and of ill will."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from story_pages.captions import (
    Cue,
    Fault,
    NotCaptions,
    Paragraph,
    Why,
    clock,
    examine,
    read,
    transcript,
    write,
)

VTT = """WEBVTT - with a header

STYLE
::cue { color: red }

NOTE a remark

intro
00:01.000 --> 00:04.000 align:start position:10%
<v Narrator>A city lies
close to the sea.

01:00:05.500 --> 01:00:07.000
It <i>learns</i>.
"""
SRT = (
    "1\r\n00:00:01,000 --> 00:00:04,000\r\n<font color=red>Hello</font>\r\n\r\n"
    "2\r\n00:00:05,000 --> 00:00:06,500\r\nWorld & all\r\n"
)
TIMES = "WEBVTT\n\n00:01.000 --> 00:02.000\n"


def test_webvtt_is_read_with_its_speakers_and_without_its_styles_and_notes() -> None:
    assert read(VTT) == [
        Cue(1.0, 4.0, "A city lies\nclose to the sea.", "Narrator"),
        Cue(3605.5, 3607.0, "It <i>learns</i>."),
    ]


def test_srt_becomes_webvtt() -> None:
    assert write(read(SRT)) == (
        "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nHello\n\n"
        "00:00:05.000 --> 00:00:06.500\nWorld &amp; all\n"
    )


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("<script>alert(1)</script>Hello", "alert(1)Hello"),
        ('<b onclick="x">bold</b>', "<b>bold</b>"),
        ("<c.red>red</c>", "red"),
        ("1 < 2 and 3 > 2", "1 &lt; 2 and 3 &gt; 2"),
        ("&lt;script&gt;", "&lt;script&gt;"),
        ("<img src=x onerror=alert(1)", ""),
        ("a --> b", "a --&gt; b"),
        ("<00:00:02.000>karaoke", "karaoke"),
    ],
)
def test_no_markup_but_bold_italic_and_underlined_survives(said: str, kept: str) -> None:
    text = f"WEBVTT\n\n00:01.000 --> 00:02.000\nok {said}"

    (cue,) = read(text)

    assert cue.text == f"ok {kept}".strip()


def test_faulty_cues_are_left_out_and_the_rest_is_put_in_order() -> None:
    text = (
        "WEBVTT\n\n00:09.000 --> 00:08.000\nbackwards\n\nno times here\n\n"
        "00:05.000 --> 00:06.000\nlater\n\n00:01.000 --> 00:02.000\nearlier\n\n"
        "00:03.000 --> 00:04.000\n"
    )

    assert [cue.text for cue in read(text)] == ["earlier", "later"]


@pytest.mark.parametrize("text", ["", "WEBVTT", "Just a letter.\n\nWith two paragraphs."])
def test_a_text_without_any_cue_is_refused(text: str) -> None:
    with pytest.raises(NotCaptions, match=r"00:01\.000"):
        read(text)


def test_a_transcript_joins_what_belongs_together() -> None:
    cues = [
        Cue(1, 2, "A city\nlies", "Narrator"),
        Cue(2.1, 3, "close to the &lt;sea&gt;.", "Narrator"),
        Cue(9, 10, "After a <i>pause</i>.", "Narrator"),
        Cue(10.1, 11, "Another voice.", "Mayor"),
    ]

    assert transcript(cues) == [
        Paragraph(1, "A city lies close to the <sea>.", "Narrator"),
        Paragraph(9, "After a pause.", "Narrator"),
        Paragraph(10.1, "Another voice.", "Mayor"),
    ]


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "0:00"), (42.9, "0:42"), (725, "12:05"), (3723, "1:02:03")]
)
def test_times_are_shown_as_people_read_them(seconds: float, shown: str) -> None:
    assert clock(seconds) == shown


@given(st.text(max_size=200))
def test_whatever_is_said_a_cleaned_file_reads_as_itself(said: str) -> None:
    text = f"WEBVTT\n\n00:01.000 --> 00:02.000\nok {said}"

    once = write(read(text))

    assert write(read(once)) == once
    assert "<script" not in once


def test_each_voice_of_a_cue_keeps_its_words() -> None:
    cues = read(f"{TIMES}Softly: <v Ann>Did you pay?\n<v Bob>No, <i>never</i>.")

    assert cues == [
        Cue(1.0, 2.0, "Softly:"),
        Cue(1.0, 2.0, "Did you pay?", "Ann"),
        Cue(1.0, 2.0, "No, <i>never</i>.", "Bob"),
    ]
    # One above the other: of two cues with the same times a player puts the second on top.
    assert write(cues).endswith("Softly:\n<v Ann>Did you pay?\n<v Bob>No, <i>never</i>.\n")
    assert read(write(cues)) == cues


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (" \nas YouTube writes", "as YouTube writes"),
        ("Where?\n&nbsp;\nHere.", "Where?\nHere."),
        ("Where?\n<c> </c>\nHere.", "Where?\nHere."),
        ("Where?&#10;&#13;&#10;Here.", "Where?\nHere."),
    ],
)
def test_a_line_without_words_cuts_no_cue_in_two(said: str, kept: str) -> None:
    cues = read(f"{TIMES}{said}\n \n\n00:03.000 --> 00:04.000\nNext.")

    assert [cue.text for cue in cues] == [kept, "Next."]
    assert read(write(cues)) == cues


def test_a_line_of_spaces_parts_what_has_times_of_its_own() -> None:
    text = SRT.replace("\r\n\r\n", "\r\n  \r\n")

    assert [cue.text for cue in read(text)] == ["Hello", "World &amp; all"]


def test_where_words_stand_is_no_word() -> None:
    (cue,) = read(f"{TIMES}{{\\an8}}Above {{all}}")

    assert cue.text == "Above {all}"


@pytest.mark.parametrize("end", ["9" * 400 + ":00:00.000", "100:00:00.000", "99:99:99.999"])
def test_what_lasts_for_days_is_no_time(end: str) -> None:
    reading = examine(f"WEBVTT\n\n00:01.000 --> {end}\nlong\n\n00:01.000 --> 00:02.000\nshort")

    assert [cue.text for cue in reading.cues] == ["short"]
    assert reading.faults == [Fault(3, Why.NO_TIMES)]


def test_a_sign_that_no_database_holds_is_told_as_unknown() -> None:
    (cue,) = read(f"{TIMES}<v A\0n>a\0b")

    assert (cue.speaker, cue.text) == ("A\ufffdn", "a\ufffdb")


@pytest.mark.parametrize("said", ["<v ", "<v" + " " * 9, "{\\", "<b"])
def test_a_long_file_takes_a_moment(said: str) -> None:
    begun = process_time()
    read(f"{TIMES}ok {said * 20_000}")

    # In proportion to the square of its length it would be ten seconds or more.
    assert process_time() - begun < 3
