"""The quick way into a kernel: plain arrays come in, and are opened as what they are.

Python's way into compiled code looks at the kind of each argument at every call; for records that
takes longer than a page's choice of notes. Arrays of one record each are known at once.
"""

from typing import Any

from serai.recommend._kernel import inlined
from serai.recommend._memory import Memory
from serai.recommend._room import Room


@inlined
def opened(bare: Any) -> Memory:
    """The memory that `State.bare` holds."""
    return Memory(
        bare.notes,
        bare.bonds,
        bare.people,
        bare.authors,
        bare.lanes,
        bare.ties,
        bare.pending,
        bare.learnt[0],  # what there is one of is a record by itself
        bare.house[0],
        bare.waiting,
    )


@inlined
def opened_room(bare: Any) -> Room:
    """The room that `State.bare_room` holds."""
    return Room(
        bare.found[0],
        bare.leaning[0],
        bare.known[0],
        bare.weighed[0],
        bare.picked[0],
        bare.span[0],
        bare.own[0],
        bare.told[0],
    )
