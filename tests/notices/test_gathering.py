"""The rule by which deeds become notices, against a model that is easy to believe."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Struct

from serai.kernel import HandClock, NoteId, NoticeId, PersonId
from serai.notices import Gathered, gathered
from serai.notices.notice import Deed, Kind
from serai.notices.tell import settle
from serai.store import Database, open_database
from tests.notices.hearing import looks, new, told

ME = PersonId(9)


class Did(Struct, frozen=True):
    """Somebody does or undoes something to one of the notes."""

    kind: Kind
    actor: int
    note: int
    stands: bool


class Looked(Struct, frozen=True):
    """The reader looks, at everything or at what the page before the last deed showed."""

    whole: bool


Step = Did | Looked
STEPS = st.lists(
    st.one_of(
        st.builds(
            Did,
            st.sampled_from(["like", "collect"]),
            st.integers(1, 4),
            st.integers(1, 2),
            st.booleans(),
        ),
        st.builds(Looked, st.booleans()),
    ),
    max_size=25,
)


class Model:
    """A deed keeps the look it was first told in; a notice is what shares look, kind and note."""

    def __init__(self) -> None:
        self.place: dict[tuple[str, int, int], int] = {}
        self.standing: set[tuple[str, int, int]] = set()
        self.newest: dict[tuple[int, str, int], int] = {}
        self.look = 0

    def do(self, did: Did, now: int) -> None:
        key = (did.kind, did.note, did.actor)
        if not did.stands:
            self.standing.discard(key)
            return
        if key not in self.place:
            self.place[key] = self.look
            self.newest[self.look, did.kind, did.note] = now
        self.standing.add(key)

    def see(self, seen: int | None) -> None:
        if not self.unread():
            return
        later = {
            group
            for group, at in self.newest.items()
            if group[0] == self.look and seen is not None and at > seen
        }
        self.look += 1
        for look, kind, note in later:
            self.newest[self.look, kind, note] = self.newest.pop((look, kind, note))
            for key, place in self.place.items():
                if place == look and key[:2] == (kind, note):
                    self.place[key] = self.look

    def groups(self) -> dict[tuple[int, str, int], set[int]]:
        found: dict[tuple[int, str, int], set[int]] = {}
        for kind, note, actor in self.standing:
            place = self.place[kind, note, actor]
            found.setdefault((place, kind, note), set()).add(actor)
        return found

    def unread(self) -> int:
        return sum(1 for look, _, _ in self.groups() if look == self.look)


@pytest.fixture(scope="module")
def fresh(sqlite_template: Path) -> Path:
    return sqlite_template


@given(STEPS)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
async def test_notices_are_what_the_model_says(
    tmp_path_factory: pytest.TempPathFactory, fresh: Path, steps: list[Step]
) -> None:
    path = tmp_path_factory.mktemp("gather") / "serai.db"
    shutil.copy(fresh, path)
    clock = HandClock()
    database = await open_database(f"sqlite:///{path}", clock)
    try:
        await _play(database, clock, steps)
    finally:
        await database.close()


async def _play(database: Database, clock: HandClock, steps: list[Step]) -> None:
    model, before = Model(), clock.now()
    for step in steps:
        clock.advance(timedelta(seconds=1))
        if isinstance(step, Did):
            deed = Deed(ME, step.kind, PersonId(step.actor), NoteId(step.note))
            async with database.write() as tx:
                await settle(tx, deed, stands=step.stands)
            model.do(step, clock.now())
        else:
            seen = None if step.whole else before
            model.see(seen)
            assert await looks(database, ME, seen) == model.unread()
        before = clock.now() - 1_500_000
        await _agrees(database, model)


async def _agrees(database: Database, model: Model) -> None:
    shown = await told(database, ME)
    places = {(one.kind, one.note, one.unread, one.at): one for one in shown}
    assert len(places) == len(shown), "no notice stands twice"
    groups = model.groups()
    assert sorted(
        (one.kind, int(one.note or 0), one.unread, one.people, one.at) for one in shown
    ) == sorted(
        (kind, note, look == model.look, len(actors), model.newest[look, kind, note])
        for (look, kind, note), actors in groups.items()
    )
    assert [one.at for one in shown] == sorted((one.at for one in shown), reverse=True)
    assert await new(database, ME) == model.unread()


async def test_a_list_read_in_pages_is_the_whole_list(database: Database, clock: HandClock) -> None:
    for number in range(1, 8):
        clock.advance(timedelta(seconds=number % 2))
        async with database.write() as tx:
            await settle(tx, Deed(ME, "like", PersonId(1), NoteId(number)), stands=True)
    whole = await told(database, ME)
    read: list[Gathered] = []
    place: tuple[int, NoticeId] | None = None
    while True:
        async with database.read() as tx:
            part = await gathered(tx, ME, "all", place, 3)
        if not part:
            break
        read += part
        place = (part[-1].at, part[-1].id)
    assert len(whole) == 7
    assert read == whole


async def test_faces_are_the_latest_and_people_are_counted_once(
    database: Database, clock: HandClock
) -> None:
    for number, actor in enumerate([1, 2, 3, 4, 4, 4]):
        clock.advance(timedelta(seconds=1))
        async with database.write() as tx:
            deed = Deed(ME, "comment", PersonId(actor), NoteId(5), number + 1)
            await settle(tx, deed, stands=True)
    [one] = await told(database, ME)
    assert one.people == 4
    assert one.actors == (PersonId(4), PersonId(3), PersonId(2))
    assert one.things == (6, 5, 4, 3, 2, 1)
    assert await told(database, ME, "hearts") == []
    assert await told(database, ME, "talk") == [one]
