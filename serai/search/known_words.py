"""The words that stand in notes, and those among them that somebody may have meant.

They are kept for spelling alone: what a word leads to passes the gate like all else, so that no
word is told that stands only where one may not look.
"""

import re
from collections.abc import Awaitable, Callable, Iterator, Sequence
from string import ascii_lowercase
from typing import Final

from sqlalchemy import bindparam, select

from serai.jobs import Chore
from serai.kernel import NoteId
from serai.search._index import NOTES
from serai.search._tables import known_word
from serai.search.folding import fold
from serai.search.question import Phrase, Question
from serai.search.tokens import latin_words
from serai.store import Database, Read, Write, among, change, insert, statement

AT_ONCE: Final = 300
"""Doubted words that are looked for at a time."""

ASKED: Final = 20
"""Notes that are asked whether they hold a word."""

Hold = Callable[[Read, Sequence[NoteId], str], Awaitable[bool]]
"""Whether one of the notes holds the word."""

_WORD: Final = re.compile(r"\w+")
_MENTION: Final = re.compile(r"[@＠]\w+")

_KNOW = change(insert(known_word).values(word=bindparam("said")).on_conflict_do_nothing())
_BELIEVE = change(
    known_word.update()
    .where(among(known_word.c.word, "words"), known_word.c.doubted_at.is_not(None))
    .values(doubted_at=None)
)
_DOUBT = change(
    known_word.update().where(among(known_word.c.word, "words")).values(doubted_at=bindparam("now"))
)
_LIKE = statement(select(known_word.c.word).where(among(known_word.c.word, "words")), str)
_DOUBTED = statement(
    select(known_word.c.word)
    .where(known_word.c.doubted_at.is_not(None))
    .order_by(known_word.c.word)
    .limit(AT_ONCE),
    str,
)
_FORGET = change(
    known_word.delete().where(
        known_word.c.word == bindparam("said"), known_word.c.doubted_at.is_not(None)
    )
)
_TRUST = change(
    known_word.update().where(known_word.c.word == bindparam("said")).values(doubted_at=None)
)


def words_in(text: str) -> list[str]:
    """The words of `text` that somebody may mistype; what people are called is none."""
    return latin_words(_WORD.findall(fold(_MENTION.sub(" ", text))))


async def know(tx: Write, text: str) -> None:
    """The words of `text` stand in a note, and are doubted no more."""
    words = words_in(text)
    if words:
        await tx.many(_KNOW, [{"said": word} for word in words])
        await tx.run(_BELIEVE, words=words)


async def doubt(tx: Write, words: Sequence[str]) -> None:
    """A note that held these is gone or changed: perhaps no other holds them."""
    if words:
        await tx.run(_DOUBT, words=list(words), now=tx.now)


async def meant(tx: Read, word: str) -> list[str]:
    """Known words that are one slip of the hand from `word`; none for short ones."""
    if not latin_words([word]):
        return []
    return sorted(await tx.all(_LIKE, words=sorted(set(slips(word)))))


def slips(word: str) -> Iterator[str]:
    """Every word that is one letter more, less, other or swapped."""
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    for first, rest in parts:
        if rest:
            yield first + rest[1:]
        if len(rest) > 1:
            yield first + rest[1] + rest[0] + rest[2:]
        for letter in ascii_lowercase:
            yield first + letter + rest
            if rest and rest[0] != letter:
                yield first + letter + rest[1:]


def forget_words(hold: Hold) -> Chore:
    """Forgets doubted words that no note holds any more, a few hundred at a time."""

    async def forget(database: Database) -> None:
        async with database.read() as look:
            doubted = await look.all(_DOUBTED)
            gone = {one for one in doubted if not await _stands(look, one, hold)}
        async with database.write() as tx:
            for one in doubted:
                await tx.run(_FORGET if one in gone else _TRUST, said=one)

    return forget


async def _stands(look: Read, word: str, hold: Hold) -> bool:
    """Whether one of the newest notes with the word holds it otherwise than as somebody's name."""
    asked = Question((((Phrase((word,)),),),))
    return await hold(look, await NOTES.find(look, asked, None, ASKED), word)
