"""Decoded once, encoded in every size: H.264 and AAC in fragments that all begin together."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from fractions import Fraction
from typing import Any, BinaryIO, Final

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.packet import Packet
from av.video.frame import PictureType, VideoFrame
from av.video.stream import VideoStream
from msgspec import Struct

from serai.clips._chain import Chain
from serai.clips._copy import Copied, copy_of
from serai.clips._footage import MICRO, THREADS, Footage, opened
from serai.clips._fragments import Fragments, Layout
from serai.clips._hearing import Hearing
from serai.clips.ladder import Step, steady
from serai.clips.probed import Probed

Told = Callable[[float], None]
"""Called now and then with the share that is done."""

KEY_EVERY: Final = 2_000_000
"""Microseconds from one key frame to the next."""

PRESET: Final = "veryfast"
QUALITY: Final = "23"
SOUND_BITS: Final = 128_000
SOUND_RATE: Final = 48_000
_PIECE: Final = 1 << 20
MUXER: Final = {
    "movflags": "frag_keyframe+delay_moov+default_base_moof",
    "min_frag_duration": "900000",
    "fflags": "+bitexact",
}


class Made(Struct, frozen=True):
    """One size as written: its picture's sides, how its file is laid out, its bytes and hash."""

    width: int
    height: int
    layout: Layout
    size: int
    sha256: str


def encode(
    file: BinaryIO,
    probed: Probed,
    steps: Sequence[Step],
    gain: float | None,
    outs: Sequence[BinaryIO],
    told: Told,
) -> list[Made]:
    """Write each step, smallest first, to its file; sound is made louder by `gain` decibels.

    Raises the `Refusal`s of `opened`.
    """
    with opened(file) as footage, ExitStack() as stack:
        copied = copy_of(footage, probed, steps[-1])
        works = [_Work(step, out, probed, stack) for step, out in zip(steps, outs, strict=True)]
        press = _Press(footage, probed, works, copied, gain)
        press.run(told)
        stack.close()
        return [work.finish() for work in works]


class _Work:
    """One size on its way into its file."""

    def __init__(self, step: Step, out: BinaryIO, probed: Probed, stack: ExitStack) -> None:
        self.step = step
        self._file = out
        self._fragments = Fragments(out, probed.duration * float(MICRO))
        self.out: OutputContainer = stack.enter_context(
            av.open(self._fragments, "w", "mp4", options=dict(MUXER))
        )
        self.video: VideoStream
        self.sound: AudioStream | None = None

    def mux(self, packet: "Packet[Any]") -> None:
        self.out.mux(packet)

    def finish(self) -> Made:
        """Fill in the index, and read the file once for its hash."""
        layout = self._fragments.finish()
        self._file.seek(0)
        digest, size = hashlib.sha256(), 0
        while part := self._file.read(_PIECE):
            digest.update(part)
            size += len(part)
        return Made(self.step.width, self.step.height, layout, size, digest.hexdigest())


class _Press:
    """The way of pictures and sound from one footage into all works."""

    def __init__(
        self,
        footage: Footage,
        probed: Probed,
        works: list[_Work],
        copied: Copied | None,
        gain: float | None,
    ) -> None:
        self._footage = footage
        self._probed = probed
        self._rate = steady(probed.rate)
        self._works = works
        self._copied = copied
        self._drawn = works if copied is None else works[:-1]
        self._keys = copied.keys if copied else range(0, probed.duration + KEY_EVERY, KEY_EVERY)
        self._next_key = 0
        self._chain: Chain | None = None
        for work in works:
            work.video = (
                work.out.add_stream_from_template(copied.track)
                if copied and work not in self._drawn
                else _video(work, self._rate)
            )
        self._hearing = Hearing(gain) if probed.has_sound and footage.has_sound else None
        if self._hearing:
            _add_sound(works)
        for work in works:
            work.out.start_encoding()

    def run(self, told: Told) -> None:
        """All of it, in the order of the file, so that no track waits for another."""
        last, most = 0.0, max(1, self._probed.duration)
        for one in self._moments():
            at = self._take(one)
            if at / most > last + 0.01:
                last = min(1.0, at / most)
                told(last)
        self._draw(None)
        if self._hearing:
            self._hear(None)

    def _moments(self) -> Iterator["VideoFrame | AudioFrame | Packet[Any]"]:
        if self._copied is None:
            yield from self._footage.frames(sound=self._hearing is not None)
        else:
            yield from self._copied.moments(
                sound=self._hearing is not None, decoded=bool(self._drawn)
            )

    def _take(self, one: "VideoFrame | AudioFrame | Packet[Any]") -> int:
        if isinstance(one, VideoFrame):
            self._draw(one)
        elif isinstance(one, AudioFrame):
            self._hear(one)
        else:
            top = self._works[-1]
            one.stream = top.video
            top.mux(one)
        return int((one.pts or 0) * (one.time_base or MICRO) / MICRO)

    def _draw(self, frame: VideoFrame | None) -> None:
        if self._chain is None:
            if frame is None or not self._drawn:
                return
            sizes = [(work.step.width, work.step.height) for work in reversed(self._drawn)]
            self._chain = Chain(frame, sizes, self._rate)
        upwards = self._drawn[::-1]
        keys: dict[int, bool] = {}
        for nth, picture in self._chain.push(frame):
            at = picture.pts or 0
            picture.pict_type = PictureType.I if self._is_key(at, keys) else PictureType.NONE
            self._write(upwards[nth], picture)
        if frame is None:
            for work in upwards:
                self._write(work, None)

    def _is_key(self, at: int, known: dict[int, bool]) -> bool:
        """Whether the picture number `at` is the first of a fragment, in every size alike."""
        if at not in known:
            due = self._next_key < len(self._keys) and (
                (Fraction(at) + Fraction(1, 2)) / self._rate
                > Fraction(self._keys[self._next_key]) * MICRO
            )
            known[at] = due
            while self._next_key < len(self._keys) and (
                (Fraction(at) + Fraction(1, 2)) / self._rate
                > Fraction(self._keys[self._next_key]) * MICRO
            ):
                self._next_key += 1
        return known[at]

    def _write(self, work: _Work, picture: VideoFrame | None) -> None:
        for packet in work.video.encode(picture):
            work.mux(packet)

    def _hear(self, frame: AudioFrame | None) -> None:
        first = self._works[0].sound
        if self._hearing is None or first is None:
            return
        heard = list(self._hearing.push(frame))
        packets = [packet for one in heard for packet in first.encode(one)]
        if frame is None:
            packets += first.encode(None)
        for packet in packets:
            for work in self._works:
                if work.sound is not None:
                    packet.stream = work.sound
                    work.mux(packet)


def _video(work: _Work, rate: Fraction) -> VideoStream:
    options = {
        "preset": PRESET,
        "crf": QUALITY,
        "maxrate": str(work.step.bits),
        "bufsize": str(2 * work.step.bits),
        "profile": "high",
        "forced-idr": "1",
        "sc_threshold": "0",  # the cuts between fragments are ours alone to choose
        "g": str(int(rate * 12)),
        "flags": "+cgop+global_header",
        "fflags": "+bitexact",
    }
    made = work.out.add_stream("libx264", rate=rate, options=options)
    made.width, made.height, made.pix_fmt = work.step.width, work.step.height, "yuv420p"
    made.time_base = 1 / rate
    made.color_primaries = made.color_trc = made.colorspace = made.color_range = 1
    made.codec_context.thread_count = THREADS
    return made


def _add_sound(works: Sequence[_Work]) -> None:
    """One encoder for all sizes: a change of size is then never heard."""
    first = works[0].out.add_stream("aac", rate=SOUND_RATE)
    first.codec_context.bit_rate = SOUND_BITS
    first.codec_context.layout = "stereo"
    works[0].sound = first
    works[0].out.start_encoding()
    for work in works[1:]:
        work.sound = work.out.add_stream_from_template(first)
