"""Playlists of HTTP Live Streaming (RFC 8216): ranges of one file, and the choice of sizes."""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil
from typing import Any, Final

from m3u8 import M3U8, Playlist, Segment

from serai.clips._fragments import Layout
from serai.clips.rung import Rung

_VERSION: Final = 7
"""The first that knows fragmented MP4."""


def of_rung(layout: Layout, address: str) -> str:
    """Each fragment as a range of the file at `address`, which stands beside the playlist."""
    made: Any = M3U8()
    made.version, made.playlist_type = _VERSION, "vod"
    made.media_sequence, made.is_independent_segments, made.is_endlist = 0, True, True
    made.target_duration = ceil(max(one.seconds for one in layout.fragments))
    for one in layout.fragments:
        segment = Segment(
            uri=address,
            duration=round(one.seconds, 6),
            byterange=f"{one.size}@{one.begin}",
            init_section={"uri": address, "byterange": f"{layout.first}@0"},
        )
        made.add_segment(segment)
    return str(made.dumps(infspec="microseconds"))


def of_all(rungs: Sequence[Rung], rate: Fraction, seconds: float) -> str:
    """The sizes to choose from, smallest first: players begin with the first one."""
    made: Any = M3U8()
    made.version, made.is_independent_segments = _VERSION, True
    for rung in rungs:
        told = {
            "bandwidth": rung.bits,
            "average_bandwidth": min(rung.bits, round(rung.size * 8 / max(seconds, 0.1))),
            "resolution": f"{rung.width}x{rung.height}",
            "codecs": f'"{rung.codecs}"',
            "frame_rate": float(rate),
        }
        made.add_playlist(Playlist(rung.playlist, told, [], None))
    return str(made.dumps())
