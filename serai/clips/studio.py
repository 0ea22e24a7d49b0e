"""Where clips are looked into and made ready: away from the event loop and from all files."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final, Protocol, TypeVar

import msgspec

from serai.clips._encode import Made
from serai.clips._publish import publish
from serai.clips._work import (
    Answer,
    Choose,
    Encode,
    Know,
    Listen,
    Measure,
    Order,
    Pose,
    Probe,
    Refused,
    Tile,
    do,
)
from serai.clips.alike import Fingerprint
from serai.clips.encoded import Encoded
from serai.clips.ladder import Step, steady
from serai.clips.limits import ClipLimits
from serai.clips.probed import Probed
from serai.clips.sprite import Sprite
from serai.clips.still import Still
from serai.kernel import Refusal

T = TypeVar("T")
Tell = Callable[[float], None]
"""Hears now and then which share of an order is done, 0 to 1."""

_NEW: Final = ".new-"
"""How the name of a file begins until all of it is there."""


class Studio(Protocol):
    """Turns local files into what players need. Each implementation passes test_studio.py.

    Every verb raises the `Refusal`s clip.empty, not_a_clip, no_picture, broken and too_hard, and
    leaves nothing behind when it does.
    """

    async def probe(self, file: Path, limits: ClipLimits) -> Probed:
        """What the file holds; also clip.too_heavy, too_long, too_large, cut_short and so on."""
        ...

    async def poster(self, file: Path, at: int) -> bytes:
        """The picture seen at `at` microseconds as a JPEG, upright, in ordinary colours."""
        ...

    async def stills(self, file: Path, probed: Probed, count: int) -> list[Still]:
        """Up to `count` small pictures spread over the clip, to choose a poster by."""
        ...

    async def loudness(self, file: Path) -> float | None:
        """The gain in decibels that makes it as loud as others; None for a silent clip."""
        ...

    async def encode(
        self,
        file: Path,
        probed: Probed,
        steps: Sequence[Step],
        gain: float | None,
        out: Path,
        told: Tell,
    ) -> Encoded:
        """Each of `rungs_for(probed)` as a file and a playlist in the folder `out`, by address.

        Without sound where `probed.has_sound` is false.
        """
        ...

    async def sprite(self, file: Path, probed: Probed) -> tuple[Sprite, bytes]:
        """Pictures for seeking: where they stand, and the WebP of them all.

        A finished size serves as well as the file it was made of, and is read in less time.
        """
        ...

    async def sound(self, file: Path, out: Path) -> int:
        """Write its sound to `out`: 16-bit samples at 16 kHz, no header; answers their number."""
        ...

    async def fingerprint(self, file: Path, probed: Probed) -> Fingerprint:
        """By what it is known again (`alike`)."""
        ...

    async def close(self) -> None:
        """Let go of whatever was started."""
        ...


class Orders:
    """The orders, written once for whoever carries them out."""

    async def probe(self, file: Path, limits: ClipLimits) -> Probed:
        """What the file holds."""
        return await self._ask(Probe(limits), file, Probed)

    async def poster(self, file: Path, at: int) -> bytes:
        """One picture."""
        return await self._ask(Pose(at), file, bytes)

    async def stills(self, file: Path, probed: Probed, count: int) -> list[Still]:
        """Several small ones."""
        return await self._ask(Choose(probed, count), file, list[Still])

    async def loudness(self, file: Path) -> float | None:
        """The gain in decibels."""
        return (await self._ask(Measure(), file, tuple[float | None]))[0]

    async def encode(
        self,
        file: Path,
        probed: Probed,
        steps: Sequence[Step],
        gain: float | None,
        out: Path,
        told: Tell,
    ) -> Encoded:
        """Each size as a file and a playlist."""
        paths = [out / f"{_NEW}{nth}.mp4" for nth in range(len(steps))]
        with _written(paths):
            order = Encode(probed, tuple(steps), gain)
            made = await self._ask(order, file, list[Made], outs=paths, told=told)
            return await asyncio.to_thread(publish, paths, made, steady(probed.rate), out)

    async def sprite(self, file: Path, probed: Probed) -> tuple[Sprite, bytes]:
        """Pictures for seeking."""
        return await self._ask(Tile(probed), file, tuple[Sprite, bytes])

    async def sound(self, file: Path, out: Path) -> int:
        """Its sound."""
        path = out.with_name(_NEW + out.name)
        with _written([path]):
            count = await self._ask(Listen(), file, int, outs=[path])
            path.replace(out)
            return count

    async def fingerprint(self, file: Path, probed: Probed) -> Fingerprint:
        """By what it is known again."""
        return await self._ask(Know(probed), file, Fingerprint)

    async def _ask(
        self,
        order: Order,
        file: Path,
        kind: type[T],
        *,
        outs: Sequence[Path] = (),
        told: Tell = lambda _: None,
    ) -> T:
        with _opened(file, outs) as (source, into):
            answer = await self._answer(order, source, into, told)
        if isinstance(answer, Refused):
            raise Refusal(answer.code, **answer.values)
        return msgspec.msgpack.decode(answer.result, type=kind)

    async def _answer(
        self, order: Order, file: BinaryIO, outs: Sequence[BinaryIO], told: Tell
    ) -> Answer:
        raise NotImplementedError


class ThreadStudio(Orders):
    """Works in a thread of this process: for tests and for files of our own making."""

    async def _answer(
        self, order: Order, file: BinaryIO, outs: Sequence[BinaryIO], told: Tell
    ) -> Answer:
        loop = asyncio.get_running_loop()

        def tell(share: float) -> None:
            loop.call_soon_threadsafe(told, share)

        return await asyncio.to_thread(do, order, file, outs, tell)

    async def close(self) -> None:
        """Nothing to close."""


@contextmanager
def _opened(file: Path, outs: Sequence[Path]) -> Iterator[tuple[BinaryIO, list[BinaryIO]]]:
    """The file to read and those to write, which the child gets open and by number alone."""
    into: list[BinaryIO] = []
    with file.open("rb") as source:
        try:
            into += [path.open("w+b") for path in outs]
            yield source, into
        finally:
            for one in into:
                one.close()


@contextmanager
def _written(paths: Sequence[Path]) -> Iterator[None]:
    """What is not whole in the end goes."""
    try:
        yield
    finally:
        for path in paths:
            path.unlink(missing_ok=True)
