"""What the ranker looks at: one readable number each for a person, a note and a moment."""

import math

from serai.recommend import _shape as shape
from serai.recommend._attend import dot, remember
from serai.recommend._found import fame
from serai.recommend._hash import slot_of
from serai.recommend._kernel import kernel, piece, small
from serai.recommend._lanes import likeness
from serai.recommend._memory import Memory, Notes
from serai.recommend._near import bond_to
from serai.recommend._room import Room
from serai.recommend._sums import faded
from serai.recommend._tastes import Leaning, lean, leaning_to
from serai.recommend._types import Rows, Singles

FRESH = 72.0
RISING = 6.0
QUICK = 48.0
SLOW = 336.0
"""Half-lives in hours."""

ALIKE = 3
"""The newest likes that a note's content is compared with."""

(
    START,
    NOTE,
    _N2,
    _N3,
    AUTHOR,
    _A2,
    _A3,
    TOPIC,
    _T2,
    _T3,
    YOU,
    _Y2,
    _Y3,
    VIEWS_LONG,
    VIEWS_LIKE,
    VIEWS,
    MET,
    LATELY,
    _L2,
    _L3,
    AWAY,
    HERE,
    TASTE,
    TASTE_MET,
    AUTHOR_TASTE,
    NOTE_MET,
    LENGTH,
    LENGTH_SQUARED,
    LENGTH_UNKNOWN,
    ATTENTION,
    TOGETHER,
    LATELY_TOGETHER,
    FRESHNESS,
    RISE,
    CONTENT,
    MET_BEFORE,
    MET_OPEN,
    _M2,
    _M3,
    LANGUAGE,
    PLACE,
    FOLLOWS,
    INTEREST,
    START_AFFINITY,
    ATTENTION_AFFINITY,
    TOGETHER_AFFINITY,
    HEAT_AFFINITY,
) = range(shape.F)


@kernel
def look_at_person(memory: Memory, person: int, at: float, x: Singles) -> None:
    """Fill in what is the same for all notes of one request; nothing for a stranger (-1)."""
    x[:] = 0.0
    x[START] = 1.0
    if person < 0:
        return
    stat = memory.people[person].stat
    for task in range(shape.RATED):
        x[YOU + task] = stat[shape.RATE + task]
        x[LATELY + task] = lately(stat, task)
    x[VIEWS_LONG], x[VIEWS_LIKE] = stat[shape.LONG_A_VIEW], stat[shape.LIKE_A_VIEW]
    x[VIEWS] = stat[shape.LOG_VIEWS]
    x[MET] = stat[shape.COUNT]
    x[AWAY] = (
        5.0 if stat[shape.LAST] == 0.0 else math.log1p(60.0 * max(at - stat[shape.LAST], 0.0)) - 4.0
    )


@piece
def lately(stat: Singles, task: int) -> float:
    """How the outcomes of the last few impressions stand against one's own rate."""
    shown, done = stat[shape.LATELY], stat[shape.LATELY + 1 + task]
    own = (stat[shape.DONE + task] + 0.5) / (stat[shape.SHOWN] + 2.0)
    return math.log((done + own) / ((shown + 1.0) * own))


@small
def look_at_note(memory: Memory, row: int, at: float, x: Singles) -> None:
    """Fill in what is the same for everybody."""
    notes = memory.notes
    stat = notes[row].stat
    author, topic = notes.author[row], notes.lanes[row, 0]
    for task in range(shape.RATED):
        x[NOTE + task] = stat[shape.RATE + task]
        x[AUTHOR + task] = memory.authors[author].stat[shape.RATE + task] if author >= 0 else 0.0
        x[TOPIC + task] = memory.lanes[topic].stat[shape.RATE + task] if topic >= 0 else 0.0
    x[NOTE_MET] = stat[shape.COUNT]
    length = stat[shape.LENGTH]
    centred = length - 4.0 if length > 0.0 else 0.0
    x[LENGTH], x[LENGTH_SQUARED] = centred, centred * centred
    x[LENGTH_UNKNOWN] = 0.0 if length > 0.0 else 1.0
    x[FRESHNESS] = 2.0 ** (-max(at - notes.published[row], 0.0) / FRESH)
    x[RISE] = rising(stat, at)


@small
def rising(stat: Singles, at: float) -> float:
    """What the last hours brought, 0 to about 1."""
    if stat[shape.RISE] == 0.0:
        return 0.0
    return math.log1p(faded(stat[shape.RISE], stat[shape.RISE_AT], at, RISING)) / 3.0


@small
def look_at_taste(memory: Memory, person: int, leaning: Leaning, row: int, x: Singles) -> None:
    """Fill in how the person's tastes meet the note's lanes and author."""
    lift, met = 0.0, 0.0
    for lane in memory.notes.lanes[row]:
        slot = leaning_to(memory.people, person, leaning, lane) if lane >= 0 else -1
        if slot >= 0 and (met == 0.0 or leaning.lift[slot] > lift):
            lift, met = leaning.lift[slot], leaning.met[slot]
    x[TASTE], x[TASTE_MET] = lift, math.log1p(met)
    author = memory.notes.author[row]
    slot = leaning_to(memory.people, person, leaning, -2 - author) if author >= 0 else -1
    x[AUTHOR_TASTE] = leaning.lift[slot] if slot >= 0 else 0.0


@piece
def bonds_to(memory: Memory, liked: Rows, row: int) -> tuple[float, float]:
    """How strongly `row` is bound to what was liked lately: over all of it, and to the newest."""
    slow, quick = 0.0, 0.0
    own = fame(memory.notes, row, 10.0)
    for back in range(min(len(liked), shape.BONDS)):
        weight = bond_to(memory, liked[back], row, shape.REACH)
        if weight > 0.0:
            bond = weight * own * fame(memory.notes, liked[back], 1.0)
            slow += bond * math.exp(-0.05 * back)
            quick += bond * math.exp(-0.3 * back)
    return slow, quick


@small
def look_at_bonds(
    notes: Notes, here: Singles, row: int, bonds: tuple[float, float], x: Singles
) -> None:
    """Fill in how the note draws people who like the same."""
    x[ATTENTION] = dot(here, notes[row].p)
    x[TOGETHER] = math.log1p(30.0 * bonds[0])
    x[LATELY_TOGETHER] = bonds[1]


@kernel
def look(memory: Memory, person: int, row: int, at: float, room: Room) -> None:
    """Fill `room.own.x` with what the log says of a person and a note."""
    liked, x = room.own.liked[: remember(memory, person, room)], room.own.x
    lean(memory, person, at, room.leaning)
    look_at_person(memory, person, at, x)
    look_at_note(memory, row, at, x)
    look_at_taste(memory, person, room.leaning, row, x)
    look_at_bonds(memory.notes, room.own.here, row, bonds_to(memory, liked, row), x)
    x[CONTENT] = alike(memory.notes, liked, row)
    look_back(memory, person, row, x)


@small
def look_back(memory: Memory, person: int, row: int, x: Singles) -> None:
    """Fill in whether the person met the note before, and what came of it then."""
    deeds = deeds_with(memory, person, row)
    if deeds & shape.SEEN:
        x[MET_BEFORE] = 1.0
        for task in range(shape.RATED):
            x[MET_OPEN + task] = 1.0 if deeds >> (task + 1) & 1 else 0.0


@small
def deeds_with(memory: Memory, person: int, row: int) -> int:
    """What joins the person and the note, a bit a deed; none where nobody is named."""
    if person < 0:
        return 0
    key = person << 32 | row
    tie = slot_of(memory.ties.keys, key)
    return int(memory.ties.deeds[tie]) if memory.ties.keys[tie] == key else 0


@small
def alike(notes: Notes, liked: Rows, row: int) -> float:
    """The nearest of the newest likes by content; 0 where nothing is known of either."""
    most = 0.0
    if notes.marks[row] & shape.DESCRIBED:
        for nth in range(min(len(liked), ALIKE)):
            if notes.marks[liked[nth]] & shape.DESCRIBED:
                most = max(most, likeness(notes.content[liked[nth]], notes.content[row]))
    return most
