"""The order of a board is a list: what comes in stands first, and a step is a step in the list."""

from hypothesis import given
from hypothesis import strategies as st

from serai.boards import WAYS, Standing, Way, moved
from serai.kernel import NoteId

Move = tuple[int, Way]


def in_order(board: dict[NoteId, int]) -> list[NoteId]:
    return sorted(board, key=lambda note: -board[note])


def step(board: dict[NoteId, int], seen: list[NoteId], which: NoteId, way: Way) -> None:
    standing = [Standing(note, board[note]) for note in seen]
    for one in moved(standing, which, way, max(board.values())):
        board[one.note] = one.place


def in_a_list(notes: list[NoteId], which: NoteId, way: Way) -> list[NoteId]:
    """What the step means."""
    at = notes.index(which)
    left = [note for note in notes if note != which]
    to = {"first": 0, "up": max(0, at - 1), "down": at + 1}[way]
    return [*left[:to], which, *left[to:]]


@given(
    st.integers(1, 8),
    st.lists(st.tuples(st.integers(0, 7), st.sampled_from(WAYS)), max_size=20),
)
def test_every_step_is_a_step_in_the_list(size: int, moves: list[Move]) -> None:
    notes = [NoteId(1 + nth) for nth in range(size)]
    board = {note: 1 + nth for nth, note in enumerate(notes)}
    listed = in_order(board)
    for nth, way in moves:
        which = notes[nth % size]
        listed = in_a_list(listed, which, way)
        step(board, in_order(board), which, way)
        assert in_order(board) == listed
        assert len(set(board.values())) == size


@given(
    st.integers(2, 8),
    st.sets(st.integers(0, 7)),
    st.lists(st.tuples(st.integers(0, 7), st.sampled_from(WAYS)), max_size=20),
)
def test_what_its_owner_cannot_see_just_now_does_not_stand_in_the_way(
    size: int, unseen: set[int], moves: list[Move]
) -> None:
    notes = [NoteId(1 + nth) for nth in range(size)]
    board = {note: 1 + nth for nth, note in enumerate(notes)}
    gone = {notes[nth] for nth in unseen if nth < size}
    listed = [note for note in in_order(board) if note not in gone]
    for nth, way in moves:
        which = notes[nth % size]
        seen = [note for note in in_order(board) if note not in gone]
        if which in gone:
            assert moved([Standing(note, board[note]) for note in seen], which, way, 99) == ()
            continue
        step(board, seen, which, way)
        listed = in_a_list(listed, which, way)
        assert [note for note in in_order(board) if note not in gone] == listed
        assert len(set(board.values())) == size


def test_a_step_and_the_step_back_change_nothing() -> None:
    board = {NoteId(nth): nth for nth in range(1, 6)}
    before = dict(board)
    step(board, in_order(board), NoteId(3), "up")
    assert board != before
    step(board, in_order(board), NoteId(3), "down")
    assert board == before
