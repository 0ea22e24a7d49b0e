"""People in a list: a face, a name, the beginning of what they say of themselves."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from serai.accounts import Person, people
from serai.entry import Ask
from serai.graph import Tie, Ties, ties_among
from serai.kernel import PersonId
from serai.media import pictures
from serai.store import Read
from serai.web.covers import face

SHOWN: Final = 30


class PersonRow(Struct, frozen=True):
    """Somebody as a list shows them, and how the viewer stands to them; `line` may be empty."""

    person: Person
    face: str | None
    line: str
    standing: Ties


async def person_rows(tx: Read, ask: Ask, ids: Sequence[PersonId]) -> list[PersonRow]:
    """The rows of `ids`, in their order, without those who are gone."""
    found = await people(tx, ids) if ids else {}
    faces = await pictures(tx, [one.avatar for one in found.values() if one.avatar])
    standing = await ties_among(tx, ask.person.id, ids) if ask.person else {}
    return [
        PersonRow(
            person=one,
            face=face(faces.get(one.avatar)) if one.avatar else None,
            line=" ".join(one.bio.split()),
            standing=standing.get(which, Ties()),
        )
        for which in ids
        if (one := found.get(which)) is not None
    ]


def place(said: str) -> Tie | None:
    """Where a list goes on, as `next_place` wrote it; None for its start."""
    moment, _, which = said.partition("-")
    at, person = PersonId.parse(moment), PersonId.parse(which)
    return Tie(person, int(at)) if at is not None and person is not None else None


def next_place(found: Sequence[Tie]) -> str:
    """The place behind the last that is shown of `found`; empty where nobody is left."""
    last = found[SHOWN - 1] if len(found) > SHOWN else None
    return f"{last.at}-{int(last.person)}" if last else ""
