"""State graphs: long work as a class body, checked at import, each step a job of its own.

    class Slimming(Graph):
        heavy = State(then=("slim",), first=True)
        slim = State()

A state with `then` is left by a handler, which answers the name of the next one; a state without
it is an end. Where a subject stands is a row, so a person can be told; a step that fails is tried
again alone, and a process that dies is followed by another.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

from msgspec import Struct
from sqlalchemy import ColumnElement, ScalarSelect, bindparam, select

from serai.jobs._tables import progress
from serai.jobs.enqueue import enqueue
from serai.jobs.plan import SLOW, Lament, Work
from serai.kernel import Id, from_json, to_json
from serai.store import Database, Read, Write, among, change, insert, statement

Handler = Callable[[Database, int], Awaitable[str]]
"""Does one step for the subject with this number; answers the name of the next state."""


class State(Struct, frozen=True):
    """One state: `then` names those that may follow; `first` marks where a subject begins."""

    then: tuple[str, ...] = ()
    first: bool = False


class Stands(Struct, frozen=True):
    """Where a subject stands, and since when (epoch microseconds)."""

    state: str
    since: int


class Graph:
    """A state graph; subclass it with states as attributes. Raises TypeError where it is none."""

    slow: ClassVar[bool] = False
    """Whether its steps may take minutes of a processor, and do not stand in line with others."""

    patient: ClassVar[bool] = False
    """Whether other slow work goes first."""

    states: ClassVar[Mapping[str, State]]
    first: ClassVar[str]

    def __init_subclass__(cls) -> None:
        cls.states = {name: made for name, made in vars(cls).items() if isinstance(made, State)}
        beginnings = [name for name, state in cls.states.items() if state.first]
        if len(beginnings) != 1:
            raise TypeError(f"{cls.__name__} begins at {beginnings}; it should begin at one state")
        cls.first = beginnings[0]
        for name, state in cls.states.items():
            for after in state.then:
                if after not in cls.states:
                    raise TypeError(f"{cls.__name__}.{name} leads to {after}, which is no state")
        lost = set(cls.states) - reached(cls.states, cls.first)
        if lost:
            raise TypeError(f"{cls.__name__} never reaches {sorted(lost)}")


def reached(states: Mapping[str, State], begin: str) -> set[str]:
    """Every state that can follow `begin`, and itself."""
    found: set[str] = set()
    ahead = [begin]
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead.extend(states[name].then)
    return found


_BEGIN = change(
    insert(progress)
    .values(
        graph=bindparam("graph"),
        subject=bindparam("subject"),
        state=bindparam("state"),
        since=bindparam("now"),
    )
    .on_conflict_do_nothing()
)
_STANDS = statement(
    select(progress.c.state, progress.c.since).where(
        progress.c.graph == bindparam("graph"), progress.c.subject == bindparam("subject")
    ),
    Stands,
)
_FORGET = change(
    progress.delete().where(
        progress.c.graph == bindparam("which"), among(progress.c.subject, "subjects")
    )
)
_MOVE = change(
    progress.update()
    .where(
        progress.c.graph == bindparam("which"),
        progress.c.subject == bindparam("whose"),
        progress.c.state == bindparam("old"),
    )
    .values(state=bindparam("new"), since=bindparam("now"))
)


async def begin(tx: Write, graph: type[Graph], subject: Id) -> None:
    """Put `subject` at the first state and ask for its first step; twice is once."""
    name = graph.__name__
    if await tx.run(_BEGIN, graph=name, subject=int(subject), state=graph.first, now=tx.now):
        await _ask(tx, graph, graph.first, int(subject))


async def stands(tx: Read, graph: type[Graph], subject: Id) -> Stands | None:
    """Where `subject` stands, or None where it never began."""
    return await tx.one(_STANDS, graph=graph.__name__, subject=int(subject))


async def forget_progress(tx: Write, graph: type[Graph], subjects: Sequence[Id]) -> None:
    """Forget where these stood; whatever step is still asked for finds nothing to do."""
    await tx.run(_FORGET, which=graph.__name__, subjects=[int(one) for one in subjects])


class Standing(NamedTuple):
    """Where a subject stands, as parts of another room's statement; NULL where it never began."""

    state: ScalarSelect[str]
    since: ScalarSelect[int]


def standing(graph: type[Graph], subject: ColumnElement[Any]) -> Standing:
    """Where the subject in that column stands in `graph`."""
    its = (progress.c.graph == graph.__name__, progress.c.subject == subject)
    return Standing(
        select(progress.c.state).where(*its).scalar_subquery(),
        select(progress.c.since).where(*its).scalar_subquery(),
    )


async def begin_again(tx: Write, graph: type[Graph], subject: Id, *, end: str, at: str) -> bool:
    """Take `subject` from where it ended back to the step `at`; False where it stands elsewhere."""
    back = {"which": graph.__name__, "whose": int(subject), "old": end, "new": at}
    if not await tx.run(_MOVE, **back, now=tx.now):
        return False
    await _ask(tx, graph, at, int(subject))
    return True


def work_of(graph: type[Graph], handlers: Mapping[str, Handler]) -> dict[str, Work]:
    """The work behind `graph`, for the plan; TypeError unless each live state has a handler."""
    live = {name for name, state in graph.states.items() if state.then}
    if live != set(handlers):
        raise TypeError(f"{graph.__name__} needs handlers for {sorted(live)}")
    return {_job(graph, state): _step(graph, state, handler) for state, handler in handlers.items()}


def laments_of(
    graph: type[Graph], lament: Callable[[Write, int], Awaitable[None]]
) -> dict[str, Lament]:
    """For the plan: `lament` hears of each subject whose step was given up."""

    async def hear(tx: Write, body: bytes) -> None:
        await lament(tx, from_json(body, int))

    return {_job(graph, name): hear for name, state in graph.states.items() if state.then}


def _job(graph: type[Graph], state: str) -> str:
    between = SLOW * (2 if graph.patient else 1) if graph.slow else "."
    return f"{graph.__name__}{between}{state}"


async def _ask(tx: Write, graph: type[Graph], state: str, subject: int) -> None:
    if graph.states[state].then:
        await enqueue(tx, _job(graph, state), subject)


def _step(graph: type[Graph], state: str, handler: Handler) -> Work:
    async def step(database: Database, body: bytes) -> None:
        subject = from_json(body, int)
        async with database.read() as look:
            now = await look.one(_STANDS, graph=graph.__name__, subject=subject)
        if now is None or now.state != state:
            return  # a step done before; its process died between the move and the job's end
        after = await handler(database, subject)
        if after not in graph.states[state].then:
            raise ValueError(f"{graph.__name__}.{state} does not lead to {after}")
        async with database.write() as tx:
            given = {"which": graph.__name__, "whose": subject, "old": state, "new": after}
            if await tx.run(_MOVE, **given, now=tx.now):
                await _ask(tx, graph, after, subject)

    return step


async def go_through(
    database: Database, graph: type[Graph], work: Mapping[str, Work], subject: Id
) -> None:
    """Do every step that is left of `subject`'s way here and now, by the work behind `graph`."""
    while True:
        async with database.read() as look:
            now = await stands(look, graph, subject)
        if now is None or not graph.states[now.state].then:
            return
        await work[_job(graph, now.state)](database, to_json(int(subject)))
