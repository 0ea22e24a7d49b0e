"""Many new notes at once, and where many stand by their content.

A log of a million notes is read in seconds so, and to the same bits as one by one.
"""

from array import array
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

import numpy as np

from serai.recommend import _shape as shape
from serai.recommend._audience import YOUNG, await_audience, end_trials
from serai.recommend._hash import mixed
from serai.recommend._kernel import entry, kernel, maker
from serai.recommend._lanes import draw_centre, enlist, leave, nearest
from serai.recommend._memory import Memory
from serai.recommend._open import opened
from serai.recommend._state import EVERYTHING, State, hours
from serai.recommend._types import Bytes, Flags, Floats, Longs, Rows
from serai.recommend._waiting import join_lanes, leave_lanes
from serai.recommend.candidate import TOPICS_READ, Candidate
from serai.recommend.signals import Signal

START_SIZE = 0.1
"""The width of the band around 0 in which the numbers of new vectors lie."""

TALLY: Final = 64
"""Notes after which the busiest topics are counted anew."""


class Offers(NamedTuple):
    """New notes side by side, in the order of their rows; times in hours."""

    ids: Longs
    author: Rows
    published: Floats
    seconds: Floats
    lanes: Rows
    public: Flags
    at: Floats


@kernel
def new_row(memory: Memory, row: int, note: int) -> None:
    """Begin a row for an id; its two vectors begin near nowhere, the same at each replay."""
    notes = memory.notes
    notes.ids[row] = note
    memory.house.counts[shape.NOTES_HELD] = row + 1
    for number in range(shape.WIDTH):
        notes.p[row, number] = _small(row, number)
        notes.q[row, number] = _small(row, shape.WIDTH + number)


@kernel
def _small(row: int, number: int) -> float:
    bits = mixed(row * 2 * shape.WIDTH + number)
    return START_SIZE * (np.float64(bits >> np.uint64(11)) / 9007199254740992.0 - 0.5)


@entry
def begin_row(bare: Memory, row: int, note: int) -> None:
    """`new_row` for one that Python brings."""
    new_row(opened(bare), row, note)


@entry
def _introduce(bare: Memory, first: int, offers: Offers) -> None:
    """Take in new notes, whose rows begin at `first`."""
    memory = opened(bare)
    for nth in range(len(offers.ids)):
        row = first + nth
        end_trials(memory, offers.at[nth])
        new_row(memory, row, offers.ids[nth])
        notes = memory.notes
        notes.published[row] = offers.published[nth]
        notes[row].stat[shape.LENGTH] = np.log1p(offers.seconds[nth])
        for place in range(shape.LANES_OF):
            notes.lanes[row, place] = offers.lanes[nth, place]
        notes.marks[row] = np.uint8(shape.LIVE | (shape.PUBLIC if offers.public[nth] else 0))
        join_author(memory, row, offers.author[nth])
        if offers.public[nth]:
            _list(memory, row)
            if offers.at[nth] - offers.published[nth] < YOUNG:
                await_audience(memory, row, offers.at[nth])


@kernel
def join_author(memory: Memory, row: int, author: int) -> None:
    """Hang a note into its author's chain, in the order of time."""
    notes, newest = memory.notes, memory.authors.newest
    notes.author[row] = author
    newer, older = -1, newest[author]
    while older >= 0 and notes.published[older] > notes.published[row]:
        newer, older = older, notes.older[older]
    notes.older[row] = older
    if newer < 0:
        newest[author] = row
    else:
        notes.older[newer] = row


@kernel
def _list(memory: Memory, row: int) -> None:
    enlist(memory, shape.NAMED, row)  # the lane of all notes is the first that has a name
    for lane in memory.notes.lanes[row]:
        if lane >= 0:
            enlist(memory, lane, row)


@entry
def _describe(bare: Memory, rows: Rows, vectors: Bytes) -> None:
    """Note where notes stand by their content; those of row -1 are not known."""
    memory = opened(bare)
    for nth, row in enumerate(rows):
        if row >= 0:
            _place(memory, row, vectors[nth])


@maker
def _place(memory: Memory, row: int, vector: Bytes) -> None:
    notes, learnt, first = memory.notes, memory.learnt, shape.CLUSTERS
    notes.content[row] = vector
    notes.marks[row] |= np.uint8(shape.DESCRIBED)
    direction = vector.astype(np.float32) / np.float32(127.0)
    cluster = nearest(learnt.meaning, learnt.mass[first:], direction)
    draw_centre(learnt.meaning[cluster], learnt.mass[first:], cluster, direction)
    before, lane = notes.lanes[row, shape.CONTENT_LANE], first + cluster
    if before == lane:
        return
    if before >= 0:
        leave(memory, before, row)
    leave_lanes(memory, row)
    notes.lanes[row, shape.CONTENT_LANE] = lane
    if notes.waits[row] >= 0:
        join_lanes(memory, row)
    if notes.marks[row] & shape.LIVE and notes.marks[row] & shape.PUBLIC:
        enlist(memory, lane, row)


def describe(state: State, signals: Iterable[Signal]) -> None:
    """Where notes stand by their content is known now."""
    told = [(one.note, one.vector) for one in signals if one.note is not None and one.vector]
    if told:
        rows = state.notes.rows(np.array([note for note, _ in told], np.int64))
        vectors = np.frombuffer(b"".join(vector for _, vector in told), np.int8)
        _describe(state.bare, rows, vectors.reshape(-1, shape.CONTENT))


def offer_new(state: State, offered: list[tuple[Candidate, int]]) -> None:
    """Take in notes that were never offered before, each once, with the moment of each offer."""
    for part in _tallied(state, offered):
        state.room_for_notes(len(part))
        first, offers = state.notes.many, _columns(state, part)
        state.notes.add(offers.ids)
        _introduce(state.bare, first, offers)
        _remember(state, first, [one for one, _ in part], offers.lanes)
        if part[-1][0].public:
            count_busiest(state)


def _tallied(
    state: State, offered: list[tuple[Candidate, int]]
) -> Iterator[list[tuple[Candidate, int]]]:
    """The notes in parts, each of which ends where the busiest topics are counted anew."""
    at = 0
    while at < len(offered):
        many = 1
        while not _counts(state.notes.many + many) and at + many < len(offered):
            many += 1
        yield offered[at : at + many]
        at += many


def _counts(many: int) -> bool:
    return not many & (many - 1) or not many % TALLY


def _columns(state: State, part: list[tuple[Candidate, int]]) -> Offers:
    candidates = [one for one, _ in part]
    authors = np.array([one.author for one in candidates], np.int64)
    return Offers(
        ids=np.array([one.note for one in candidates], np.int64),
        author=state.author_rows(authors),
        published=np.array([hours(one.published_at) for one in candidates]),
        seconds=np.array([one.seconds for one in candidates], np.float64),
        lanes=np.array([lanes_of(state, one) for one in candidates], np.int32),
        public=np.array([one.public for one in candidates], np.uint8),
        at=np.array([hours(at) for _, at in part]),
    )


def lanes_of(state: State, candidate: Candidate) -> list[int]:
    """The lane at each place of `Notes.lanes`, -1 for none."""
    lanes = [-1] * shape.LANES_OF
    topics = dict.fromkeys([state.lane(key) for key in candidate.topics[:TOPICS_READ]])
    lanes[: len(topics)] = topics
    lanes[shape.LANGUAGE_LANE] = state.lane(f"@language:{candidate.language}")
    if candidate.place:
        lanes[shape.PLACE_LANE] = state.lane(f"@place:{candidate.place}")
    return lanes


def _remember(state: State, first: int, candidates: list[Candidate], lanes: Rows) -> None:
    """Keep public notes in the order of time, and by topic."""
    public = [(one.published_at, first + nth) for nth, one in enumerate(candidates) if one.public]
    state.timeline.add_many(public)
    everything = state.lane(EVERYTHING)
    listed = lanes.tolist()
    for _, row in public:
        for lane in (everything, *listed[row - first]):
            if lane >= shape.NAMED:
                found = state.of_topic.get(lane)
                if found is None:
                    found = state.of_topic[lane] = array("i")
                found.append(row)


def count_busiest(state: State) -> None:
    """Keep in mind which topics have the most notes, newest first among equals."""
    if not _counts(state.notes.many):
        return
    named = state.bare.lanes["notes"][shape.NAMED : shape.NAMED + len(state.lanes.words)].copy()
    for place, word in enumerate(state.lanes.words):
        if word.startswith("@"):
            named[place] = 0
    order = np.argsort(-named, kind="stable")[: shape.BUSY]
    order = order[named[order] > 0]
    busy = state.memory.house.busy
    busy[:] = -1
    busy[: len(order)] = shape.NAMED + order
