"""The stage: each kind of deed and the verbs it is done with, one transaction a deed."""

from collections.abc import Mapping
from typing import Final

from serai.accounts import Newcomer, Person, ProfileDraft, edit_profile, find_many, join
from serai.comments import write
from serai.demo._planted import keep
from serai.demo.credits import credited, load_credits
from serai.demo.ground import Ground
from serai.demo.story import Act, Deed, Follows, Joins, Likes, Publishes, Says
from serai.demo.world import Cover, DemoNote, DemoPerson, picture_bytes
from serai.kernel import CommentId, NoteId, PersonId, PictureId
from serai.media import PictureLimits, Prepared, prepare, receive, set_cover
from serai.notes import Draft, NoteLimits, follow_author, like, publish
from serai.recommend import add_interest, record, topic_name
from serai.store import Write

Source = str | Cover
"""What a picture is made from: a file of `pictures/`, or words."""

Shown = Mapping[Source, Prepared]

NOTHING: Final = 0
"""What a deed made that made nothing with an id."""


def source_of(act: Act) -> list[Source]:
    """The pictures an act needs before its transaction opens."""
    if isinstance(act, Joins):
        return [act.person.avatar] if act.person.avatar else []
    if isinstance(act, Publishes):
        cover = act.note.cover
        return [cover] if cover else [shot.file for shot in act.note.pictures]
    return []


class Stage:
    """Plays deeds in a house; `done` holds the key of each and the number of what it made."""

    def __init__(self, house: Ground, done: dict[str, int]) -> None:
        self.done = done
        self._house = house
        self._people: dict[str, Person] = {}
        self._credits = load_credits()

    async def call_back_people(self) -> None:
        """Find those who joined before the last stop."""
        handles = [key.removeprefix("join:") for key in self.done if key.startswith("join:")]
        async with self._house.database.read() as tx:
            self._people = await find_many(tx, handles)

    async def develop(self, source: Source) -> Prepared:
        """A file or a cover, cut to size and kept as blobs."""
        house = self._house
        if isinstance(source, Cover):
            return await set_cover(house.darkroom, house.blobs, source.words, source.style)
        data = picture_bytes(source)
        return await prepare(house.darkroom, house.blobs, data, PictureLimits())

    async def play(self, deed: Deed, shown: Shown) -> None:
        """Do `deed` at its moment and keep that it is done, both or neither."""
        async with self._house.database.write(at=deed.at) as tx:
            made = await self._do(deed.act, tx, shown)
            await keep(tx, deed.key, made)
        self.done[deed.key] = made

    async def _do(self, act: Act, tx: Write, shown: Shown) -> int:
        match act:
            case Joins(person):
                return await self._join(tx, person, shown)
            case Follows(who, whom):
                return await self._follow(tx, who, whom)
            case Publishes(who, note):
                return await self._publish(tx, self._people[who], note, shown)
            case Likes(who, note):
                return await self._like(tx, self._people[who].id, self._note(note))
            case Says():
                return await self._say(tx, act)

    async def _join(self, tx: Write, told: DemoPerson, shown: Shown) -> int:
        newcomer = Newcomer(told.handle, told.name, told.languages, told.locale)
        person = await join(tx, newcomer)
        avatar = None
        if told.avatar:
            avatar = (await receive(tx, person.id, shown[told.avatar], told.name)).id
        draft = ProfileDraft(told.name, told.bio, told.languages, avatar)
        self._people[told.handle] = await edit_profile(tx, person, draft)
        for topic in told.interests:
            await add_interest(tx, person.id, topic)
        return person.id

    async def _follow(self, tx: Write, who: str, whom: str) -> int:
        await follow_author(tx, self._people[who].id, self._people[whom].id)
        return NOTHING

    async def _publish(self, tx: Write, author: Person, note: DemoNote, shown: Shown) -> int:
        cover = note.cover
        draft = Draft(
            kind="text" if cover else "photo",
            title=note.title,
            text=credited(note, self._credits),
            pictures=await _hang(tx, author, note, shown),
            topics=_written(note),
            cover_words=cover.words if cover else None,
            cover_style=cover.style if cover else None,
        )
        return (await publish(tx, author, draft, NoteLimits())).id

    async def _like(self, tx: Write, who: PersonId, note: NoteId) -> int:
        await record(tx, who, "open", note)
        await like(tx, who, note)
        return NOTHING

    async def _say(self, tx: Write, said: Says) -> int:
        who, note = self._people[said.who], self._note(said.note)
        answers = CommentId(self.done[said.answers]) if said.answers else None
        return (await write(tx, who, note, said.text, answers)).id

    def _note(self, key: str) -> NoteId:
        return NoteId(self.done[f"note:{key}"])


async def _hang(tx: Write, author: Person, note: DemoNote, shown: Shown) -> tuple[PictureId, ...]:
    wanted: list[tuple[Source, str]] = [(shot.file, shot.alt) for shot in note.pictures]
    if note.cover:
        wanted = [(note.cover, " ".join(note.cover.words.split()))]
    received = [await receive(tx, author.id, shown[source], alt) for source, alt in wanted]
    return tuple(picture.id for picture in received)


def _written(note: DemoNote) -> tuple[str, ...]:
    """Topics as the author would write them: by their Chinese name in a Chinese note."""
    if note.lang == "en":
        return note.topics
    return tuple(topic_name(topic, "zh") for topic in note.topics)
