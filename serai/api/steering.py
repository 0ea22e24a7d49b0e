"""What somebody asks of their own feed: wishes, interests, a new beginning."""

from typing import Annotated, Final

from msgspec import Meta, Struct, convert, structs

from serai.entry import Ask, Routes
from serai.kernel import Refusal, iso
from serai.recommend import (
    WORD_LONGEST,
    WORDS_MOST,
    Interest,
    Slider,
    Wishes,
    choose_interest,
    drop_interest,
    interests_of,
    start_anew,
    topic_name,
    wish,
    wishes_of,
)
from serai.store import Read, Write

routes = Routes()

LONGEST: Final = 200
"""Characters of a name in an address; some words of archives are longer than topics may be."""

Filter = Annotated[str, Meta(min_length=1, max_length=WORD_LONGEST)]


class FeedWishes(Struct, frozen=True):
    """Sliders run from 0 (none) over 1 (as usual) to 2 (twice as much).

    `place` is a territory, as in `CN`, or empty; `met_there` lets your new notes be met as near
    there; `words` keep notes away that hold one; while `paused` your feed learns nothing.
    """

    following: Slider = 1.0
    nearby: Slider = 1.0
    new_voices: Slider = 1.0
    place: Annotated[str, Meta(pattern="^([A-Z]{2})?$")] = ""
    met_there: bool = False
    words: Annotated[tuple[Filter, ...], Meta(max_length=WORDS_MOST)] = ()
    paused: bool = False


class InterestView(Struct, frozen=True):
    """A topic you chose or brought along, with the evidence; `name` in your language."""

    topic: str
    name: str
    weight: float
    source: str
    evidence: tuple[str, ...]
    since: str


class InterestsView(Struct, frozen=True):
    """All your interests, the heaviest first."""

    items: tuple[InterestView, ...]


class InterestWeight(Struct, frozen=True):
    """How much a topic weighs."""

    weight: Annotated[float, Meta(ge=0.05, le=1.0)] = 1.0


class Anew(Struct, frozen=True):
    """Whether interests that you chose or brought along are dropped as well."""

    forget_said: bool = False


def _view(wishes: Wishes) -> FeedWishes:
    return convert(structs.asdict(wishes), FeedWishes)


@routes.get("/api/serai/v1/me/feed", answer=FeedWishes)
async def read_wishes(tx: Read, ask: Ask, _: None) -> FeedWishes:
    """What you asked of your feed."""
    return _view(await wishes_of(tx, ask.must().id))


@routes.put("/api/serai/v1/me/feed", body=FeedWishes, answer=FeedWishes)
async def put_wishes(tx: Write, ask: Ask, asked: FeedWishes) -> FeedWishes:
    """Ask all of this of your feed; what is left out becomes the usual."""
    wishes = convert(structs.asdict(asked), Wishes)
    return _view(await wish(tx, ask.must().id, wishes))


@routes.post("/api/serai/v1/me/feed/anew", body=Anew)
async def begin_anew(tx: Write, ask: Ask, asked: Anew) -> None:
    """Have your feed forget what it learnt from what you did; this does not come back."""
    await start_anew(tx, ask.must().id, forget_said=asked.forget_said)


@routes.get("/api/serai/v1/me/interests", answer=InterestsView)
async def read_interests(tx: Read, ask: Ask, _: None) -> InterestsView:
    """The topics you chose or brought along."""
    said = await interests_of(tx, ask.must().id)
    return InterestsView(tuple([_interest(ask, one) for one in said]))


@routes.put("/api/serai/v1/me/interests/{name}", body=InterestWeight, answer=InterestView)
async def put_interest(tx: Write, ask: Ask, asked: InterestWeight) -> InterestView:
    """Care about a topic, in any spelling, or weigh it anew; ends avoiding it."""
    me = ask.must().id
    key = await choose_interest(tx, me, ask.path["name"], asked.weight)
    said = {one.topic: one for one in await interests_of(tx, me)}
    return _interest(ask, said.get(key, Interest(key, asked.weight, "chosen", (), tx.now)))


@routes.delete("/api/serai/v1/me/interests/{name}")
async def delete_interest(tx: Write, ask: Ask, _: None) -> None:
    """Care about a topic no longer."""
    me, name = ask.must().id, ask.path["name"]
    if len(name) > LONGEST:
        raise Refusal("entry.not_found")
    await drop_interest(tx, me, name)


def _interest(ask: Ask, one: Interest) -> InterestView:
    name = topic_name(one.topic, ask.locale)
    return InterestView(one.topic, name, one.weight, one.source, one.evidence, iso(one.at))
