"""A file opened with one reader and nothing else: its first pictures, its first sound."""

import errno
import io
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from typing import Any, BinaryIO, Final

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet
from av.stream import Discard, Disposition
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from serai.clips._moving import frames_of_picture
from serai.clips._sealed import is_sealed
from serai.clips.container import HEAD, PICTURES, Container, sniff
from serai.kernel import Refusal

MICRO: Final = Fraction(1, 1_000_000)
THREADS: Final = 2
_BUFFER: Final = 1 << 18
_OUR_FAULT: Final = {
    errno.ENOMEM: "clip.too_hard",
    errno.EFBIG: "clip.too_hard",
    errno.ENOSPC: "clip.no_room",
}
_BAD: Final = 100
"""Damaged packets that are passed over before a clip counts as broken."""

_VIDEO: Final = (
    "h264,hevc,vp8,vp9,libdav1d,av1,mpeg4,h263,mpeg1video,mpeg2video,mjpeg,prores,vc1,dvvideo"
)
_SOUND: Final = (
    "aac,aac_latm,mp3,mp3float,mp2,mp2float,ac3,eac3,opus,libopus,vorbis,flac,alac,amrnb,amrwb,"
    "libopencore_amrnb,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,pcm_f32le,"
    "pcm_f32be,pcm_u8,pcm_s8,pcm_alaw,pcm_mulaw"
)
_OPTIONS: Final = {
    # The reader is chosen by us, may open nothing else and tries few tracks and few decoders.
    "protocol_whitelist": "none",
    "format_whitelist": "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mpegts",
    "codec_whitelist": f"{_VIDEO},{_SOUND}",
    "max_streams": "64",
    "probesize": "10000000",
    "analyzeduration": "10000000",
}
_MOV: Final = {"use_absolute_path": "0", "enable_drefs": "0"}


class Reel:
    """Footage that PyAV reads."""

    can_seek = True

    def __init__(self, kind: Container, container: InputContainer) -> None:
        self.kind: Container = kind
        self.container = container
        self.video = _pictures(container)
        self.sound = next(iter(s for s in container.streams.audio if _readable(s)), None)
        for stream in container.streams:
            if stream is not self.video and stream is not self.sound:
                stream.discard = Discard.all  # subtitles, data, further tracks: never looked at
        for kept in (self.video, self.sound):
            if kept is not None:
                kept.codec_context.thread_count = THREADS
        self.video.thread_type = "AUTO"
        self.origin = _origin(self.video, self.sound)
        self._bad = self._last = 0

    @property
    def has_sound(self) -> bool:
        """Whether there is a sound track."""
        return self.sound is not None

    def packets(self, *, sound: bool = False) -> Iterator["Packet[Any]"]:
        """What the tracks hold, undecoded."""
        if sound and self.sound is not None:
            yield from self.container.demux(self.video, self.sound)
        else:
            yield from self.container.demux(self.video)

    def frames(self, *, sound: bool = False) -> Iterator[VideoFrame | AudioFrame]:
        """Pictures, and sound if asked, in the order of the file; times in microseconds.

        A few damaged packets are passed over. Raises `Refusal` clip.broken for more.
        """
        for packet in self.packets(sound=sound):
            yield from self.decoded(packet)

    def decoded(self, packet: "Packet[Any]") -> Iterator[VideoFrame | AudioFrame]:
        """What one packet brings out."""
        try:
            frames = packet.decode()
        except av.error.InvalidDataError as error:
            self._bad += 1
            if self._bad > _BAD:
                raise Refusal("clip.broken") from error
            return
        for frame in frames:
            if isinstance(frame, VideoFrame):
                self._last = self._retime(frame, self._last)
                yield frame
            elif isinstance(frame, AudioFrame):
                self._retime(frame, 0)
                yield frame

    def _retime(self, frame: VideoFrame | AudioFrame, otherwise: int) -> int:
        """Microseconds from the origin; a frame without a time stands where the last one ended."""
        base = frame.time_base or MICRO
        at = otherwise if frame.pts is None else round((frame.pts * base - self.origin) / MICRO)
        lasts = round(frame.duration * base / MICRO)
        if isinstance(frame, VideoFrame) and not lasts:
            lasts = round(1 / (self.video.guessed_rate or 25) / MICRO)
        frame.time_base, frame.pts, frame.duration = MICRO, at, lasts
        return at + lasts

    def seek(self, at: int) -> None:
        """Go on from the last key frame before `at`."""
        base = self.video.time_base or MICRO
        self.container.seek(int((at * MICRO + self.origin) / base), stream=self.video)


class Loop:
    """Footage that Pillow reads: a picture that moves, silent."""

    can_seek = False
    has_sound = False

    def __init__(self, kind: Container, file: BinaryIO) -> None:
        self.kind: Container = kind
        self._file = file

    def frames(self, *, sound: bool = False) -> Iterator[VideoFrame | AudioFrame]:  # noqa: ARG002 - there is none
        """Its pictures."""
        self._file.seek(0)
        yield from frames_of_picture(self._file)

    def seek(self, at: int) -> None:
        """Nowhere: these are read from the beginning, always."""


Footage = Reel | Loop


@contextmanager
def opened(file: BinaryIO) -> Iterator[Footage]:
    """Footage of a file.

    Raises `Refusal` clip.empty, not_a_clip, encrypted, no_picture, broken and too_hard, and
    clip.no_room for a disk that is full.
    """
    file.seek(0, io.SEEK_END)
    if not file.tell():
        raise Refusal("clip.empty")
    file.seek(0)
    kind = sniff(file.read(HEAD))
    file.seek(0)
    if kind is None:
        raise Refusal("clip.not_a_clip")
    if kind == "mov" and is_sealed(file):
        raise Refusal("clip.encrypted")
    options = _OPTIONS | (_MOV if kind == "mov" else {})
    try:
        if kind in PICTURES:
            yield Loop(kind, file)
            return
        with av.open(_Kept(file), "r", kind, options, buffer_size=_BUFFER) as container:
            yield Reel(kind, container)
    except (MemoryError, av.error.ExternalError) as error:  # an encoder that found no memory
        raise Refusal("clip.too_hard") from error
    except (av.error.FFmpegError, OSError, ValueError) as error:
        code = _OUR_FAULT.get(getattr(error, "errno", None) or 0, "clip.broken")
        raise Refusal(code) from error


class _Kept(io.RawIOBase):
    """A file that a container may read but not close."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return self._file.read(size)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()


def _readable(stream: VideoStream | AudioStream) -> bool:
    # A track whose decoder is not in the wheel has no context, whatever the stub says.
    return getattr(stream, "codec_context", None) is not None


def _pictures(container: InputContainer) -> VideoStream:
    for stream in container.streams.video:
        if _readable(stream) and not stream.disposition & Disposition.attached_pic:
            return stream
    raise Refusal("clip.no_picture")


def _origin(video: VideoStream, sound: AudioStream | None) -> Fraction:
    """Seconds at which the earlier of the two tracks begins."""
    starts = [
        stream.start_time * stream.time_base
        for stream in (video, sound)
        if stream is not None and stream.start_time is not None and stream.time_base
    ]
    return min(starts, default=Fraction(0))
