"""People by handle and name: kept and found."""

from serai.accounts import find, people, privacy_of
from serai.events import (
    PersonJoined,
    PersonLeft,
    PersonReturned,
    PrivacyChanged,
    ProfileChanged,
)
from serai.kernel import PersonId
from serai.search._index import PEOPLE
from serai.search.question import either, sounds, words
from serai.search.tokens import tokens
from serai.store import Read, Write


async def index_person(tx: Write, which: PersonId, handle: str, name: str) -> None:
    """Find the person by this handle and name from now on, and by no others."""
    await PEOPLE.keep(tx, which, tokens("", f"{handle}\n{name}"))


async def on_person_joined(tx: Write, event: PersonJoined) -> None:
    """A newcomer can be found."""
    await _index_again(tx, event.person)


async def on_profile_changed(tx: Write, event: ProfileChanged) -> None:
    """Somebody is found by their new name."""
    await _index_again(tx, event.person)


async def on_openness_changed(
    tx: Write, event: PrivacyChanged | PersonLeft | PersonReturned
) -> None:
    """Somebody does not wish to be found any more, or does again."""
    await _index_again(tx, event.person)


async def cut_people_anew(tx: Write, below: int, limit: int) -> int | None:
    """The newest people below a number, at most so many; answers the lowest, None at the end."""
    ids = await PEOPLE.below(tx, below, limit)
    for one in sorted(ids):
        await _index_again(tx, one)
    return int(ids[-1]) if ids else None


async def _index_again(tx: Write, which: PersonId) -> None:
    person = (await people(tx, [which])).get(which)
    if person is None or not (await privacy_of(tx, which)).findable:
        await PEOPLE.drop(tx, which)
    else:
        await index_person(tx, which, person.handle, person.name)


async def find_people(
    tx: Read, typed: str, before: PersonId | None = None, limit: int = 20
) -> list[PersonId]:
    """People whose handle or name holds every word of `typed`, or sounds like it, newest first.

    Whoever has exactly this handle stands first on the first page, and there alone.
    """
    exact = await find(tx, typed)
    # One more is asked for: a page from which `exact` is taken is full all the same.
    asked = either(words(typed), sounds(typed))
    found = await PEOPLE.find(tx, asked, before, limit + 1)
    others = [one for one in found if exact is None or one != exact.id]
    first = [exact.id] if exact is not None and before is None else []
    return [*first, *others][:limit]
