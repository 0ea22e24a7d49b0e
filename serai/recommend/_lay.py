"""A page without its sums: what a simulation or a load test asks for, as columns."""

from msgspec import Struct

from serai.recommend._compose import compose
from serai.recommend._question import question_of
from serai.recommend._state import State
from serai.recommend._types import Longs, Rows, Singles
from serai.recommend.question import Question


class Laid(Struct, frozen=True):
    """A page, side by side: ids, what gave each its place (as in `SOURCES`), and propensities.

    A propensity is above 0 where the place was kept for a new note.
    """

    notes: Longs
    sources: Rows
    propensities: Singles


def lay(state: State, question: Question) -> Laid:
    """The page that `Engine.draw` would draw."""
    many = compose(state.bare, question_of(state, question), state.bare_room)
    picked = state.bare_room.picked[0]
    return Laid(*[picked[name][:many].copy() for name in ("note", "source", "propensity")])
