"""What a note says, in the pieces a sentence encoder reads: a pure rule."""

import numpy as np

from serai.models import Vectors
from serai.notes.note import Note


def sayings(note: Note) -> list[str]:
    """What the note is about (title and topics), then what it tells (cover and text), where any.

    Apart, because a long text would drown its title: the mean of both finds notes of a topic better
    than one row for all (docs/decisions/0010-where-a-note-stands-by-its-content.md).
    """
    topics = " ".join(tag.shown for tag in note.topics)
    about = "\n".join(filter(None, (note.title, topics)))
    tells = "\n".join(filter(None, (note.cover_words, note.text)))
    return [saying for saying in (about, tells) if saying]


def sayings_row(rows: Vectors) -> Vectors | None:
    """One unit row for the rows of a note's sayings, shape `(WIDTH,)`; None for none."""
    if not len(rows):
        return None
    mean: Vectors = rows.mean(axis=0)
    return mean / np.linalg.norm(mean)
