"""The made-up world as a story: who did what and when, in order; a pure rule."""

from collections.abc import Iterator, Mapping
from typing import Final
from zlib import crc32

from msgspec import Struct

from serai.demo.world import (
    DemoBoard,
    DemoDraft,
    DemoNote,
    DemoPerson,
    Film,
    Saying,
    Shot,
    Tongue,
    World,
)

MINUTE: Final = 60 * 1_000_000
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR

JOINED: Final = 45 * DAY
FOLLOWED: Final = 33 * DAY
CLOSED: Final = 32 * DAY
ASKED: Final = 20 * HOUR
SENT: Final = 8 * HOUR
"""How long before its note a film is sent: its steps take a while."""

ATTENTION: Final = 96 * HOUR
"""How long people like and talk about a note after it is published."""


LOOKED: Final = (14 * DAY, 5 * DAY, 30 * HOUR)
"""How long ago, at most, people looked at their notices."""


class Joins(Struct, frozen=True):
    """Somebody joins, fills in the profile and chooses interests."""

    person: DemoPerson


class Follows(Struct, frozen=True):
    """`who` follows `whom`."""

    who: str
    whom: str


class Closes(Struct, frozen=True):
    """`who` keeps their account private from then on."""

    who: str


class Sends(Struct, frozen=True):
    """`who` sends the film of `note`, which they are still writing."""

    who: str
    note: DemoNote


class Captions(Struct, frozen=True):
    """`who` writes what stands beneath `film`, the film of their note of key `note`."""

    who: str
    note: str
    film: Film
    lang: Tongue


class Publishes(Struct, frozen=True):
    """`who` publishes `note`."""

    who: str
    note: DemoNote


class Crops(Struct, frozen=True):
    """`who` crops the picture at `place` of their note to `part`, in pixels of the whole."""

    who: str
    note: str
    place: int
    part: tuple[int, int, int, int]


class Begins(Struct, frozen=True):
    """`who` begins a note and leaves it a draft."""

    who: str
    draft: DemoDraft


class Likes(Struct, frozen=True):
    """`who` opens the note of key `note` and likes it."""

    who: str
    note: str


class Says(Struct, frozen=True):
    """`who` comments on `note`, or answers the comment whose deed has the key `answers`."""

    who: str
    note: str
    text: str
    answers: str | None = None
    picture: Shot | None = None


class LikesSaying(Struct, frozen=True):
    """`who` likes the comment whose deed has the key `said`."""

    who: str
    said: str


class Pins(Struct, frozen=True):
    """`who` pins the comment whose deed has the key `said` under their note."""

    who: str
    said: str


class MakesBoard(Struct, frozen=True):
    """`who` makes `board`."""

    who: str
    board: DemoBoard


class Collects(Struct, frozen=True):
    """`who` puts `note` into the board whose deed has the key `board`, as its cover or not."""

    who: str
    board: str
    note: str
    cover: bool


class Looks(Struct, frozen=True):
    """`who` looks at their notices; what comes later is unread."""

    who: str


class LooksFor(Struct, frozen=True):
    """`who` searches for `word`."""

    who: str
    word: str


Talk = Says | LikesSaying | Pins
Alone = Begins | Captions | MakesBoard | Collects | Looks | LooksFor
Plain = Joins | Closes | Follows | Publishes | Likes | Talk | Alone
Act = Plain | Crops | Sends


class Deed(Struct, frozen=True):
    """One thing done at a moment (epoch microseconds); `key` is its own and stays the same."""

    at: int
    key: str
    act: Act


def story(world: World, end: int) -> list[Deed]:
    """Everything that happens in `world` until `end`, causes before what they cause."""
    told = [deed for person in world for deed in _life(person, end)]
    hours = {note.key: note.hours for person in world for note in person.notes}
    told += [deed for person in world for deed in _boards(person, hours, end)]
    return sorted(told, key=lambda deed: (deed.at, deed.key))


def _life(person: DemoPerson, end: int) -> Iterator[Deed]:
    me = person.handle
    yield Deed(end - JOINED + _chance(me, DAY), f"join:{me}", Joins(person))
    for whom in person.follows:
        key = f"follow:{me}:{whom}"
        yield Deed(end - FOLLOWED + _chance(key, DAY), key, Follows(me, whom))
    if person.private:
        yield Deed(end - CLOSED, f"close:{me}", Closes(me))
    for who in person.asked_by:
        key = f"ask:{who}:{me}"
        yield Deed(end - 1 - _chance(key, ASKED), key, Follows(who, me))
    for nth, before in enumerate(LOOKED):
        key = f"look:{me}:{nth}"
        yield Deed(end - before + _chance(key, before // 2), key, Looks(me))
    for nth, draft in enumerate(person.drafts):
        yield Deed(end - round(draft.hours * HOUR), f"draft:{me}:{nth}", Begins(me, draft))
    for word in person.looks_for:
        key = f"look-for:{me}:{word}"
        yield Deed(end - 1 - _chance(key, HOUR), key, LooksFor(me, word))
    for note in person.notes:
        at = end - round(note.hours * HOUR)
        yield Deed(at, f"note:{note.key}", Publishes(me, note))
        yield from _filmed(me, note, at, end)
        yield from _crops(me, note, at, end)
        yield from _likes(note, at, end)
        yield from _talk(me, note, at, end)


def _boards(person: DemoPerson, hours: Mapping[str, float], end: int) -> Iterator[Deed]:
    for number, board in enumerate(person.boards):
        key = f"board:{person.handle}:{number}"
        made = end - FOLLOWED + _chance(key, DAY)
        yield Deed(made, key, MakesBoard(person.handle, board))
        for place, note in enumerate(board.notes):
            there = max(made, end - round(hours[note] * HOUR))
            own = f"{key}:{note}"
            at = there + 1 + _chance(own, end - there - 1)
            yield Deed(at, own, Collects(person.handle, key, note, cover=place == 0))


def _filmed(maker: str, note: DemoNote, at: int, end: int) -> Iterator[Deed]:
    if note.film is not None:
        yield Deed(at - SENT, f"film:{note.key}", Sends(maker, note))
        if note.film.captions:
            later = at + min(7 * MINUTE, (end - at) // 2)
            yield Deed(
                later, f"captions:{note.key}", Captions(maker, note.key, note.film, note.lang)
            )


def _crops(maker: str, note: DemoNote, at: int, end: int) -> Iterator[Deed]:
    for place, shot in enumerate(note.pictures):
        if shot.part is not None:
            later = at + min(9 * MINUTE, (end - at) // 2)
            yield Deed(later, f"crop:{note.key}:{place}", Crops(maker, note.key, place, shot.part))


def _likes(note: DemoNote, at: int, end: int) -> Iterator[Deed]:
    # Sorted by chance, or the first letter of the alphabet would always be the first to like.
    order = sorted(note.likes, key=lambda who: _chance(f"{note.key}:{who}", DAY))
    for moment, who in zip(_moments(len(order), at, end), order, strict=True):
        yield Deed(moment, f"like:{note.key}:{who}", Likes(who, note.key))


def _talk(maker: str, note: DemoNote, at: int, end: int) -> Iterator[Deed]:
    moments = _moments(len(note.comments), at, end)
    for number, (moment, said) in enumerate(zip(moments, note.comments, strict=True)):
        key = f"comment:{note.key}:{number}"
        yield Deed(moment, key, Says(said.by, note.key, said.text, picture=said.picture))
        yield from _fond(key, said, (moment, end))
        yield from _answers(note.key, key, said, (moment, end))
        if said.pinned:
            pinned = f"{key}:pin"
            yield Deed(moment + 1 + _chance(pinned, end - moment - 1), pinned, Pins(maker, key))


def _fond(key: str, said: Saying, between: tuple[int, int]) -> Iterator[Deed]:
    moment, end = between
    for at, who in zip(_moments(len(said.likes), moment, end), said.likes, strict=True):
        yield Deed(at, f"{key}:like:{who}", LikesSaying(who, key))


def _answers(note: str, root: str, said: Saying, between: tuple[int, int]) -> Iterator[Deed]:
    moment, end = between
    before = root
    for number, answer in enumerate(said.answers):
        left = len(said.answers) - number
        moment += min((25 + 17 * number) * MINUTE, (end - moment) // (left + 1))
        key = f"{root}:{number}"
        yield Deed(moment, key, Says(answer.by, note, answer.text, before))
        yield from _fond(key, answer, (moment, end))
        before = key


def _moments(count: int, at: int, end: int) -> list[int]:
    """`count` moments after `at` and before `end`: many soon, the last ones after days."""
    window = min(end - at, ATTENTION)
    return [at + int(window * ((place + 1) / (count + 1)) ** 2) for place in range(count)]


def _chance(key: str, below: int) -> int:
    """A number below `below` that is the same each time for `key`."""
    return crc32(key.encode()) * below >> 32
