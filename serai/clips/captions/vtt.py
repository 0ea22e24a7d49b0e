"""Captions as files: WebVTT written, WebVTT and SubRip read, whatever is in them."""

import html
import re
from typing import Final

from webvtt import Caption, WebVTT
from webvtt.errors import MalformedCaptionError, MalformedFileError
from webvtt.models import Timestamp

from serai.clips.captions.cue import LONGEST_TEXT, MOST, Cue, settled
from serai.clips.captions.wrap import joined
from serai.kernel import Refusal, clean

HEAVIEST: Final = 1_000_000
"""Bytes of a file; an hour of talk has about a tenth."""

_MILLI: Final = 1_000
_PLACING: Final = re.compile(r"\{\\[^{}]{0,40}\}")
r"""What some programs write for places and colours: `{\an8}`."""


def read_captions(data: bytes, duration: int | None) -> tuple[Cue, ...]:
    """The cues of a WebVTT or SubRip file, as plain text, without those after the clip's end.

    Raises `Refusal` captions.file_too_heavy, captions.bad_encoding, captions.bad_file,
    captions.no_cues and captions.too_many.
    """
    if len(data) > HEAVIEST:
        raise Refusal("captions.file_too_heavy", megabytes=HEAVIEST // 1_000_000)
    text = _decoded(data)
    try:
        kind = "vtt" if text.startswith("WEBVTT") else "srt"
        found = WebVTT.from_buffer([text], format=kind).captions
    except (MalformedFileError, MalformedCaptionError) as wrong:
        raise Refusal("captions.bad_file") from wrong
    if len(found) > MOST:
        raise Refusal("captions.too_many", limit=MOST)
    cues = [Cue(_micros(one.start), _micros(one.end), plain(one.text)) for one in found]
    inside = [one for one in cues if one.begins < one.ends and _is_inside(one, duration)]
    kept = settled(inside, duration)
    if not kept:
        raise Refusal("captions.no_cues")
    return kept


def write_vtt(cues: tuple[Cue, ...], *notes: str) -> str:
    """The cues as WebVTT; `notes` stand before them, for whoever opens the file."""
    captions = [Caption(stamp(one.begins), stamp(one.ends), _escaped(one.text)) for one in cues]
    return WebVTT(captions=captions, header_comments=list(notes)).content


def plain(text: str) -> str:
    """The words of a cue without the marks of a file, as many as a cue holds.

    Tags are gone already: the reader of files leaves them out.
    """
    bare = html.unescape(_PLACING.sub("", text))
    whole = clean(bare[: 4 * LONGEST_TEXT], limit=8 * LONGEST_TEXT, code="captions.bad_file")
    return whole if len(whole) <= LONGEST_TEXT else joined(whole)[: LONGEST_TEXT - 1] + "…"


def stamp(micros: int) -> str:
    """A moment as WebVTT writes it: `00:01:02.500`."""
    seconds, milli = divmod(micros // _MILLI, 1_000)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour:02}:{minute:02}:{second:02}.{milli:03}"


def _decoded(data: bytes) -> str:
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise Refusal("captions.bad_encoding") from wrong
    return text.replace("\0", "").strip()


def _micros(written: str) -> int:
    return Timestamp.from_string(written).in_milliseconds() * _MILLI


def _is_inside(cue: Cue, duration: int | None) -> bool:
    return duration is None or cue.begins < duration


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
