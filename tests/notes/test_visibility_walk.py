"""Whatever people do in whatever order, a note is seen by exactly those it is for."""

import asyncio
from typing import Any, TypeVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from msgspec.structs import replace
from sqlalchemy import bindparam, select

from serai.accounts import Person, Privacy, come_back, leave, set_privacy
from serai.feed import Wanted, look_up
from serai.graph import accept_request, block, follow, unblock, unfollow
from serai.kernel import HandClock, NoteId, PersonId, Refusal
from serai.notes import (
    AUDIENCES,
    Audience,
    NoteLimits,
    draft_of,
    edit,
    may_see,
    notes,
    restore,
    see_own,
    visible,
    withdraw,
)
from serai.notes._tables import note as note_table
from serai.store import IdColumn, Write, among, open_database, statement
from tests.world import a_note, somebody

T = TypeVar("T")
VISIBLE = statement(
    select(note_table.c.id).where(
        among(note_table.c.id, "ids"), visible(bindparam("viewer", type_=IdColumn(PersonId)))
    ),
    NoteId,
)
WHO = st.integers(0, 2)
FOR = st.sampled_from(AUDIENCES)


class Village(RuleBasedStateMachine):
    """Three people; what the house says of their notes, beside what it should say."""

    url: str
    written: Bundle[NoteId] = Bundle("written")

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.Runner()
        self.house = self.loop.run(open_database(self.url, HandClock()))
        self.people: list[Person] = []
        self.notes: dict[NoteId, tuple[int, Audience, bool]] = {}
        self.follows: set[tuple[int, int]] = set()
        self.blocks: set[tuple[int, int]] = set()
        self.asks: set[tuple[int, int]] = set()
        self.private: set[int] = set()
        self.left: set[int] = set()
        self.word = ""

    def teardown(self) -> None:
        self.loop.run(self.house.close())
        self.loop.close()

    def do(self, verb: Any, *given: Any) -> Any:
        async def within() -> Any:
            async with self.house.write() as tx:
                return await verb(tx, *given)

        return self.loop.run(within())

    def refused(self, verb: Any, *given: Any) -> bool:
        try:
            self.do(verb, *given)
        except Refusal:
            return True
        return False

    def ids(self, *who: int) -> list[PersonId]:
        return [self.people[one].id for one in who]

    @initialize()
    def people_join(self) -> None:
        async def join(tx: Write) -> None:
            mark = int(tx.mint(NoteId)) % 10**9
            self.word = f"village{mark}"
            self.people = [await somebody(tx, f"p{number}_{mark}") for number in range(3)]

        self.do(join)

    @rule(target=written, who=WHO, audience=FOR)
    def publish(self, who: int, audience: Audience) -> NoteId:
        async def make(tx: Write) -> NoteId:
            return (await a_note(tx, self.people[who], self.word, audience=audience)).id

        made: NoteId = self.do(make)
        self.notes[made] = (who, audience, False)
        return made

    @rule(which=written, who=WHO, audience=FOR)
    def edit(self, which: NoteId, who: int, audience: Audience) -> None:
        async def change(tx: Write) -> None:
            note = await see_own(tx, self.people[who].id, which)
            draft = replace(draft_of(note), audience=audience)
            await edit(tx, self.people[who], which, draft, NoteLimits())

        author, _, withdrawn = self.notes[which]
        assert self.refused(change) == (who != author or withdrawn)
        if who == author and not withdrawn:
            self.notes[which] = (author, audience, False)

    @rule(which=written, who=WHO)
    def withdraw(self, which: NoteId, who: int) -> None:
        author, audience, withdrawn = self.notes[which]
        assert self.refused(withdraw, *self.ids(who), which) == (who != author or withdrawn)
        self.notes[which] = (author, audience, withdrawn or who == author)

    @rule(which=written, who=WHO)
    def restore(self, which: NoteId, who: int) -> None:
        author, audience, withdrawn = self.notes[which]
        assert self.refused(restore, *self.ids(who), which) == (who != author or not withdrawn)
        self.notes[which] = (author, audience, withdrawn and who != author)

    @rule(me=WHO, them=WHO)
    def follow(self, me: int, them: int) -> None:
        barred = me == them or self.severed(me, them)
        assert self.refused(follow, *self.ids(me, them)) == barred
        if not barred and them in self.private and (me, them) not in self.follows:
            self.asks.add((me, them))
        elif not barred:
            self.follows.add((me, them))

    @rule(me=WHO, them=WHO)
    def accept(self, me: int, them: int) -> None:
        assert self.do(accept_request, *self.ids(me, them)) == ((them, me) in self.asks)
        if (them, me) in self.asks:
            self.asks.discard((them, me))
            self.follows.add((them, me))

    @rule(who=WHO, private=st.booleans())
    def shut(self, who: int, private: bool) -> None:  # noqa: FBT001 - what is drawn
        self.do(set_privacy, *self.ids(who), Privacy(private=private))
        (self.private.add if private else self.private.discard)(who)

    @rule(who=WHO)
    def leave(self, who: int) -> None:
        self.do(leave, *self.ids(who))
        self.left.add(who)

    @rule(who=WHO)
    def come_back(self, who: int) -> None:
        assert self.refused(come_back, *self.ids(who)) == (who not in self.left)
        self.left.discard(who)

    @rule(me=WHO, them=WHO)
    def unfollow(self, me: int, them: int) -> None:
        assert self.do(unfollow, *self.ids(me, them)) == ((me, them) in self.follows)
        self.follows.discard((me, them))
        self.asks.discard((me, them))

    @rule(me=WHO, them=WHO)
    def block(self, me: int, them: int) -> None:
        assert self.refused(block, *self.ids(me, them)) == (me == them)
        if me != them:
            self.blocks.add((me, them))
            self.follows -= {(me, them), (them, me)}
            self.asks -= {(me, them), (them, me)}

    @rule(me=WHO, them=WHO)
    def unblock(self, me: int, them: int) -> None:
        assert self.do(unblock, *self.ids(me, them)) == ((me, them) in self.blocks)
        self.blocks.discard((me, them))

    def severed(self, one: int, other: int) -> bool:
        return (one, other) in self.blocks or (other, one) in self.blocks

    def is_for(self, viewer: int | None, which: NoteId) -> bool:
        author, audience, withdrawn = self.notes[which]
        if withdrawn or author in self.left or viewer == author:
            return not withdrawn and author not in self.left
        if viewer is not None and self.severed(viewer, author):
            return False
        followed = viewer is not None and (viewer, author) in self.follows
        if author in self.private and not followed:
            return False
        if audience == "mutuals":
            return followed and (author, viewer) in self.follows
        return audience == "everyone" or (audience == "followers" and followed)

    @invariant()
    def each_note_is_seen_by_those_it_is_for(self) -> None:
        for viewer in (None, *range(len(self.people))):
            expected = {which for which in self.notes if self.is_for(viewer, which)}
            said = self.loop.run(self.seen(None if viewer is None else self.people[viewer].id))
            assert said == (expected, expected, expected)

    async def seen(self, viewer: PersonId | None) -> tuple[set[NoteId], set[NoteId], set[NoteId]]:
        async with self.house.read() as tx:
            admitted = await may_see(tx, viewer, await notes(tx, list(self.notes)))
            listed = await tx.all(VISIBLE, ids=list(self.notes), viewer=viewer)
            asked = Wanted(self.word or "", "newest")
            met = (await look_up(tx, viewer, asked, None, 500)).notes
        return {note.id for note in admitted}, set(listed), {note.id for note in met}


def test_a_note_is_seen_by_exactly_those_it_is_for(database_url: str) -> None:
    machine = type("VillageHere", (Village,), {"url": database_url})
    plan = settings(max_examples=10, stateful_step_count=20, deadline=None)
    run_state_machine_as_test(machine, settings=plan)
