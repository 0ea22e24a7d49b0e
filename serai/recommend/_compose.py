"""Make one page: remember the viewer, know their lanes, gather, weigh, choose, and tell why."""

from serai.recommend._asking import Asking
from serai.recommend._attend import remember
from serai.recommend._choose import choose
from serai.recommend._found import clear
from serai.recommend._gather import gather
from serai.recommend._kernel import entry, kernel, piece
from serai.recommend._know import know
from serai.recommend._memory import Memory
from serai.recommend._open import opened, opened_room
from serai.recommend._room import Room
from serai.recommend._tell import tell
from serai.recommend._weigh import weigh


@entry
def compose(bare: Memory, asking: Asking, bare_room: Room) -> int:
    """Fill the room with a page for `asking`; returns how many cards `picked` and `told` hold.

    Memory and room are plain arrays, as the state keeps them ready.
    """
    return _compose(opened(bare), asking, opened_room(bare_room))


@kernel
def _compose(memory: Memory, asking: Asking, room: Room) -> int:
    survey(memory, asking, room)
    kept = weigh(memory, asking, room)
    many = choose(memory, asking, room, kept)
    tell(memory, asking, room, many)
    return many


@piece
def survey(memory: Memory, asking: Asking, room: Room) -> None:
    """Everything that is found, before anything is weighed."""
    clear(room.found)
    remember(memory, asking.person, room)
    know(memory, asking, room)
    gather(memory, asking, room)
