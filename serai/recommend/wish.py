"""Wish: ask something of one's own feed, and read what was asked."""

import unicodedata
from typing import Final

from msgspec.structs import replace
from sqlalchemy import bindparam, select

from serai.kernel import PersonId, Refusal, clean_line
from serai.recommend._tables import wish as wish_table
from serai.recommend.signals import record
from serai.recommend.wishes import WORD_LONGEST, WORDS_MOST, Wishes
from serai.store import Read, Write, change, insert, statement

_NOTHING: Final = Wishes()
_INSERT = insert(wish_table).values(
    person=bindparam("person"), wishes=bindparam("wishes"), at=bindparam("now")
)
_KEEP = change(
    _INSERT.on_conflict_do_update(
        index_elements=["person"],
        set_={name: _INSERT.excluded[name] for name in ("wishes", "at")},
    )
)
_OF = statement(
    select(wish_table.c.wishes).where(wish_table.c.person == bindparam("whose")),
    lambda wishes: wishes,
)


async def wishes_of(tx: Read, person: PersonId) -> Wishes:
    """What `person` asked of their feed; the usual where they asked nothing."""
    found: Wishes | None = await tx.one(_OF, whose=person)
    return found or _NOTHING


async def place_of(tx: Read, person: PersonId) -> str:
    """Near to whom the notes of `person` may be met; empty for nowhere."""
    wishes = await wishes_of(tx, person)
    return wishes.place if wishes.met_there else ""


async def wish(tx: Write, person: PersonId, asked: Wishes) -> Wishes:
    """Keep what `person` asks, in place of what they asked before; returns it as kept.

    Raises `Refusal` wish.no_word, wish.word_too_long, wish.too_many_words.
    """
    before = await wishes_of(tx, person)
    kept = replace(asked, words=clean_words(asked.words))
    await tx.run(_KEEP, person=person, wishes=kept, now=tx.now)
    if kept.paused != before.paused:
        await record(tx, person, "paused" if kept.paused else "resumed")
    return kept


def clean_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """`words` each on one line and once, whatever its case; raises as `wish` says."""
    cleaned = [clean_line(word, limit=WORD_LONGEST, code="wish.word_too_long") for word in words]
    if not all(any(map(_says_something, word)) for word in cleaned):
        raise Refusal("wish.no_word")
    once = {word.casefold(): word for word in reversed(cleaned)}
    if len(once) > WORDS_MOST:
        raise Refusal("wish.too_many_words", limit=WORDS_MOST)
    return tuple(reversed(once.values()))


def _says_something(char: str) -> bool:
    """Letters, digits and pictures (an emoji) do; signs alone would match everything."""
    return char.isalnum() or unicodedata.category(char) == "So"
