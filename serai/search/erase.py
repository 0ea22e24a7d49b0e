"""Erase the words by which a person is found, and what they looked for."""

from serai.kernel import PersonId
from serai.search._index import PEOPLE
from serai.search.history import clear_history, keep_history
from serai.store import Write


async def erase(tx: Write, person: PersonId) -> None:
    """Nobody finds `person`; the words of notes go with the notes."""
    await PEOPLE.drop(tx, person)
    await clear_history(tx, person)
    await keep_history(tx, person, on=True)
