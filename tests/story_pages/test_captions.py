"""Caption files of good and of ill will."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from story_pages.captions import (
    Cue,
    NotCaptions,
    Paragraph,
    clock,
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
