"""Erase the words by which a person is found."""

from serai.kernel import PersonId
from serai.search._index import PEOPLE
from serai.store import Write


async def erase(tx: Write, person: PersonId) -> None:
    """Nobody finds `person`; the words of notes go with the notes."""
    await PEOPLE.drop(tx, person)
