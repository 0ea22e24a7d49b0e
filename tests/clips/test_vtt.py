"""Captions as files: what is written is read again, and whatever comes is cleaned or refused."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.clips.captions import Cue, read_captions, settled, write_vtt
from serai.kernel import Refusal

SECOND = 1_000_000
VTT = b"WEBVTT\n\nSTYLE\n::cue { color: red }\n\nNOTE nobody reads this\n\n"


def test_srt_and_vtt_are_read_alike() -> None:
    srt = (
        b"1\r\n00:00:01,000 --> 00:00:02,500\r\nHello,\r\nworld\r\n\r\n"
        b"2\r\n00:00:03,000 --> 00:00:04,000\r\nAgain\r\n"
    )
    vtt = (
        b"\xef\xbb\xbfWEBVTT\n\n00:01.000 --> 00:02.500 align:start\nHello,\nworld\n\n"
        b"00:03.000 --> 00:04.000\nAgain\n"
    )
    wanted = (
        Cue(SECOND, 2_500_000, "Hello,\nworld"),
        Cue(3 * SECOND, 4 * SECOND, "Again"),
    )
    assert read_captions(srt, None) == wanted
    assert read_captions(vtt, None) == wanted
    assert read_captions(vtt.decode("utf-8-sig").encode("utf-16"), None) == wanted


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<v Ana>Hello</v> <b>you</b>", "Hello you"),
        ("{\\an8}Up here", "Up here"),
        ("<script>alert(1)</script>", "alert(1)"),
        ("1 &lt; 2 &amp; 3", "1 < 2 & 3"),
        ("left\u202egnp.exe\u2066", "leftgnp.exe"),
        ("bell\x07 and nul\0", "bell and nul"),
        ("<" * 50, "<" * 50),
        ("<font color=#fff>white</font>", "white"),
    ],
)
def test_marks_of_files_are_left_out(inside: str, text: str) -> None:
    data = VTT + f"00:01.000 --> 00:02.000\n{inside}\n".encode()
    assert [one.text for one in read_captions(data, None)] == [text]


def test_what_a_file_says_is_written_so_that_no_player_takes_it_for_marks() -> None:
    written = write_vtt((Cue(0, SECOND, "a <b> & c --> d"),), "made by: author")
    assert "NOTE made by: author" in written
    assert "a &lt;b&gt; &amp; c --&gt; d" in written
    assert read_captions(written.encode(), None) == (Cue(0, SECOND, "a <b> & c --> d"),)


ROWS = st.lists(
    st.builds(
        lambda at, lasts, text: Cue(at * 1_000, (at + lasts) * 1_000, text),
        st.integers(0, 600_000),
        st.integers(1, 9_000),
        st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60),
    ),
    max_size=20,
)


@given(ROWS)
def test_what_is_written_is_read_again(rows: list[Cue]) -> None:
    cues = settled(rows, None)
    if cues:
        assert read_captions(write_vtt(cues).encode(), None) == cues


def test_overlaps_end_where_the_next_begins_and_what_is_beyond_the_end_stays_out() -> None:
    data = VTT + (
        b"00:00.000 --> 00:09.000\none\n\n00:02.000 --> 00:03.000\ntwo\n\n"
        b"00:05.000 --> 00:04.000\nbackwards\n\n59:00.000 --> 59:01.000\nbeyond\n"
    )
    assert read_captions(data, 10 * SECOND) == (
        Cue(0, 2 * SECOND, "one"),
        Cue(2 * SECOND, 3 * SECOND, "two"),
    )


def test_a_line_without_end_is_cut() -> None:
    data = VTT + b"00:00.000 --> 00:09.000\n" + b"word " * 10_000
    (cue,) = read_captions(data, None)
    assert len(cue.text) <= 242
    assert cue.text.endswith("…")


MANY = b"WEBVTT\n\n" + b"".join(
    b"%02d:%02d.000 --> %02d:%02d.900\nx\n\n" % (n // 60 % 60, n % 60, n // 60 % 60, n % 60)
    for n in range(100_000)
)

BAD = {
    "nothing": (b"", "captions.bad_file"),
    "a poem": ("落霞与孤鹜齐飞".encode(), "captions.bad_file"),
    "a picture": (b"\x89PNG\r\n\x1a\n\xff\xfe", "captions.bad_encoding"),
    "another alphabet's bytes": ("WEBVTT\n\n字幕".encode("gb18030"), "captions.bad_encoding"),
    "half of two bytes": (b"\xff\xfeW", "captions.bad_encoding"),
    "ten megabytes": (b"WEBVTT\n" + b"x" * 10_000_000, "captions.file_too_heavy"),
    "a hundred thousand lines": (MANY, "captions.file_too_heavy"),
    "forty thousand lines": (MANY[:999_000], "captions.too_many"),
    "a header alone": (b"WEBVTT\n\n", "captions.no_cues"),
    "times before any": (b"WEBVTT\n\n-00:01.000 --> 00:02.000\nno\n", "captions.no_cues"),
    "words without letters": (b"WEBVTT\n\n00:01.000 --> 00:02.000\n<b></b>\n", "captions.no_cues"),
    "a playlist": (b"#EXTM3U\nfile:///etc/passwd\n", "captions.bad_file"),
    "arrows alone": (b"-->\n" * 200_000, "captions.bad_file"),
    "open tags": (VTT + b"00:01.000 --> 00:02.000\n" + b"<" * 900_000, ""),
    "braces": (VTT + b"00:01.000 --> 00:02.000\n" + b"{\\" * 400_000, ""),
    "entities": (VTT + b"00:01.000 --> 00:02.000\n" + b"&lt;" * 200_000, ""),
    "digits": (b"1\n" + b"9" * 900_000 + b" --> 1\nx", "captions.no_cues"),
}


def outcome(data: bytes) -> str | tuple[Cue, ...]:
    """The code of the refusal, or what was read."""
    try:
        return read_captions(data, 60 * SECOND)
    except Refusal as no:
        return no.code


@pytest.mark.parametrize("name", BAD)
def test_a_hostile_file_is_refused_or_cleaned_in_no_time(name: str) -> None:
    data, code = BAD[name]
    begun = time.process_time()
    came = outcome(data)
    assert time.process_time() - begun < 5
    if isinstance(came, str):
        assert came == code
    else:
        assert code == ""
        assert all(len(one.text) <= 242 for one in came)


@given(st.binary(max_size=400))
def test_any_bytes_are_captions_or_a_refusal(data: bytes) -> None:
    for start in (b"", b"WEBVTT\n\n", b"1\n00:00:01,000 --> 00:00:02,000\n"):
        came = outcome(start + data)
        if isinstance(came, str):
            assert came.startswith("captions.")
        else:
            assert came == settled(came, 60 * SECOND)
