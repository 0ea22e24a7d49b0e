"""Translations, kept by a hash of what they translate: one text is translated once."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Final

from msgspec import Struct
from sqlalchemy import bindparam, select

from serai.languages._tables import translation
from serai.languages.passages import Passage
from serai.store import Read, Write, among, change, insert, statement

KEPT_DAYS: Final = 30
"""Days after which a translation goes, so that none outlives what was withdrawn by more."""

_DAY: Final = 86_400_000_000


class Translation(Struct, frozen=True):
    """What a passage became, and which engine made it."""

    text: str
    engine: str


_FIND = statement(
    select(translation.c.key, translation.c.text, translation.c.engine).where(
        among(translation.c.key, "keys")
    ),
    lambda key, text, engine: (str(key), Translation(text, engine)),
)
_KEEP = change(
    insert(translation)
    .values(
        key=bindparam("which"),
        text=bindparam("made"),
        engine=bindparam("by"),
        at=bindparam("now"),
    )
    .on_conflict_do_nothing()
)
_SWEEP = change(translation.delete().where(translation.c.at < bindparam("before")))


def key_of(passage: Passage, target: str) -> str:
    """What a passage is found by: SHA-256 of its language, the other one, and its text."""
    said = f"{passage.language}\0{target}\0{passage.text}"
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


async def find_translations(
    tx: Read, wanted: Iterable[Passage], target: str
) -> Mapping[str, Translation]:
    """Those of `wanted` that were translated into `target` before, by `key_of`."""
    keys = list({key_of(one, target) for one in wanted})
    return dict(await tx.all(_FIND, keys=keys)) if keys else {}


async def keep_translation(tx: Write, key: str, made: Translation) -> None:
    """Note a translation down; the first one stands."""
    await tx.run(_KEEP, which=key, made=made.text, by=made.engine, now=tx.now)


async def sweep_translations(tx: Write) -> int:
    """Drop what is older than `KEPT_DAYS`; how many."""
    return await tx.run(_SWEEP, before=tx.now - KEPT_DAYS * _DAY)
