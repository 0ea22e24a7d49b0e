"""No route tells anybody a word of a note they may not see; new routes are asked by themselves."""

import re
from collections.abc import Iterator
from typing import Any

import httpx
from msgspec import Struct

from serai import api, web
from serai.accounts import Person
from serai.boards import BoardDraft, collect, make
from serai.comments import write
from serai.entry import Endpoint, House
from serai.kernel import BoardId, CommentId, NoteId
from serai.media import describe
from serai.notes import Audience, Note, block_person, follow_author, withdraw
from serai.store import Write
from tests.conftest import Enter
from tests.world import a_note, somebody

ROUTES: tuple[Endpoint, ...] = (*api.ROUTES, *web.ROUTES)
# Answers that never end (a stream) or that end the session under test have stories of their own.
ENDS_SESSION = re.compile(r"sign_out|sign-out|/sessions|/stream$")

OPEN, FOLLOWERS, MINE, GONE = "quokkaopen", "quokkafollow", "quokkamine", "quokkagone"
AUDIENCES: dict[str, Audience] = {
    OPEN: "everyone",
    FOLLOWERS: "followers",
    MINE: "me",
    GONE: "everyone",
}
MAY_SEE: dict[str, set[str]] = {
    "stranger": {OPEN},
    "blocked": set(),
    "follower": {OPEN, FOLLOWERS},
    "author": {OPEN, FOLLOWERS, MINE, GONE},
}


class World(Struct):
    people: dict[str, Person | None]
    notes: dict[str, Note]
    comments: list[CommentId]
    boards: list[BoardId]


async def a_world(tx: Write) -> World:
    author, blocked, follower = [
        await somebody(tx, handle) for handle in ("author", "blocked", "follower")
    ]
    await follow_author(tx, follower.id, author.id)
    people = {"stranger": None, "blocked": blocked, "follower": follower, "author": author}
    made: dict[str, Note] = {}
    said: list[CommentId] = []
    for word, audience in AUDIENCES.items():
        note = made[word] = await a_note(
            tx,
            author,
            f"Title {word}",
            f"text {word}",
            audience=audience,
            topics=(f"{word}t",),
        )
        await describe(tx, author.id, note.pictures[0], f"alt {word}")
        said.append((await write(tx, author, note.id, f"comment {word}")).id)
    # What the author collected openly shows each reader no more than the notes themselves do.
    board = await make(tx, author.id, BoardDraft("Everything"))
    private = await make(tx, author.id, BoardDraft(f"Title {MINE}", private=True))
    for note in made.values():
        await collect(tx, author.id, note.id, board.id)
        await collect(tx, author.id, note.id, private.id)
    await withdraw(tx, author.id, made[GONE].id)
    await block_person(tx, author.id, blocked.id)
    return World(people, made, said, [board.id, private.id])


def addresses(path: str, world: World) -> Iterator[str]:
    """`path` with everything that may stand in it."""
    notes = [note.id for note in world.notes.values()]
    ids: list[NoteId | CommentId | BoardId] = [*notes, *world.comments, *world.boards]
    if "{id}" in path and "{note}" in path:
        for board in world.boards:
            yield path.replace("{id}", str(board)).replace("{note}", str(notes[0]))
    elif "{id}" in path or "{comment}" in path or "{note}" in path:
        for which in ids:
            yield re.sub(r"{(id|comment|note)}", str(which), path).replace("{slot}", "0")
    elif "{name}" in path or "{feed}" in path:
        for word in (OPEN, FOLLOWERS, MINE, GONE):
            yield re.sub(r"{\w+}", f"{word}t", path)
    else:
        yield re.sub(r"{\w+(:path)?}", "author", path)


def told(body: str) -> set[str]:
    return {word for word in (OPEN, FOLLOWERS, MINE, GONE) if word in body}


async def ask(client: httpx.AsyncClient, method: str, address: str) -> str:
    """What comes back, without what was asked for: an echo of the address tells nothing."""
    query: dict[str, Any] = (
        {"q": "quokka", "query": "quokka", "limit": "40"} if method == "GET" else {}
    )
    sent = None if method == "GET" else {"text": "hello", "reason": "spam"}
    answer = await client.request(method, address, params=query, json=sent)
    assert answer.status_code < 500, f"{method} {address}: {answer.text[:400]}"
    return answer.text.replace(address, "")


async def test_no_route_tells_a_word_to_those_who_may_not_see_it(
    house: House, enter: Enter
) -> None:
    async with house.database.write() as tx:
        world = await a_world(tx)
    heard: dict[str, set[str]] = {role: set() for role in MAY_SEE}
    for reading in (True, False):
        for role, may_see in MAY_SEE.items():
            if role == "author" and not reading:
                continue
            client = await enter(world.people[role])
            for endpoint in ROUTES:
                if endpoint.reads is not reading or ENDS_SESSION.search(endpoint.path):
                    continue
                for address in addresses(endpoint.path, world):
                    words = told(await ask(client, endpoint.method, address))
                    named = told(address)
                    over = words - may_see - named
                    assert not over, f"{role} hears {over} from {endpoint.method} {address}"
                    heard[role] |= words - named
    assert heard["author"] >= {OPEN, FOLLOWERS, MINE}
    assert heard["follower"] == MAY_SEE["follower"]
    assert heard["stranger"] == MAY_SEE["stranger"]


def test_there_are_routes_to_ask() -> None:
    assert len(ROUTES) > 30
