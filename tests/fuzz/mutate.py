"""Files made from good ones by small damage: what a decoder trusts is what is changed."""

import random
from collections.abc import Callable
from typing import Final

WORTH_TRYING: Final = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF)
TOKENS: Final = (
    *(b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06", b"IHDR", b"IDAT", b"iCCP", b"zTXt", b"acTL"),
    *(b"\xff\xd8", b"\xff\xe1", b"\xff\xe2ICC_PROFILE\0", b"VP8X", b"ANMF", b"ftyp", b"meta"),
    *(b"iloc", b"ispe", b"null", b"[[[[", b'{"a":', b'"', b"\\u0000", b"\xef\xbb\xbf", b"1e999"),
    *(b"-9" * 40, b"Date: ", b"\r\n", b"\xe2\x80\xae", b"window.YTD.", b"\xed\xa0\x80"),
)

Change = Callable[[bytearray, random.Random], None]


def _flip(body: bytearray, chance: random.Random) -> None:
    body[chance.randrange(len(body))] ^= 1 << chance.randrange(8)


def _number(body: bytearray, chance: random.Random) -> None:
    size, value = chance.choice((1, 2, 4, 8)), chance.choice(WORTH_TRYING)
    order = chance.choice(("big", "little"))
    at = chance.randrange(len(body))
    packed = (value & ((1 << 8 * size) - 1)).to_bytes(size, "big" if order == "big" else "little")
    body[at : at + size] = packed


def _cut(body: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(body))
    del body[at : at + chance.choice((1, 4, 40, len(body)))]


def _again(body: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(body))
    piece = body[at : at + chance.choice((1, 8, 60, 600))]
    body[at:at] = piece * chance.choice((1, 2, 30))


def _token(body: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(body))
    token = chance.choice(TOKENS)
    body[at : at + chance.choice((0, len(token)))] = token


CHANGES: Final[tuple[Change, ...]] = (_flip, _number, _cut, _again, _token)
LONGEST: Final = 400_000


def mutated(seeds: list[bytes], chance: random.Random) -> bytes:
    """One of `seeds` after one to twelve changes, sometimes with the tail of another one."""
    body = bytearray(chance.choice(seeds))
    if chance.random() < 0.1:
        other = chance.choice(seeds)
        body[chance.randrange(len(body)) :] = other[chance.randrange(len(other)) :]
    for _ in range(chance.choice((1, 1, 2, 3, 6, 12))):
        if body:
            chance.choice(CHANGES)(body, chance)
    return bytes(body[:LONGEST])
