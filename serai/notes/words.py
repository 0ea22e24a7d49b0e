"""What can be read in a note."""

from msgspec import Struct

from serai.media import pictures
from serai.notes.note import Note
from serai.store import Read


class Words(Struct, frozen=True):
    """What a note is called, its text, and what each of its pictures shows, where that is said.

    A picture made of words shows them.
    """

    heading: str
    text: str
    pictures: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        """Everything, in this order."""
        return (self.heading, self.text, *self.pictures)


async def words_of(tx: Read, note: Note) -> Words:
    """The words of `note`, which the reader may see."""
    found = await pictures(tx, note.pictures)
    shown = [found[one].alt or note.cover_words or "" for one in note.pictures if one in found]
    return Words(note.heading, note.text, tuple(shown))
