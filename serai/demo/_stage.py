"""The stage: each kind of deed and the verbs it is done with, one transaction a deed.

Who should hear of a deed hears of it at its moment, by the reactions that the worker calls again.
"""

from collections.abc import Mapping
from typing import Final

from serai.accounts import (
    Newcomer,
    Person,
    Privacy,
    ProfileDraft,
    edit_profile,
    find_many,
    join,
    set_privacy,
)
from serai.boards import BoardDraft, choose_cover, collect, make
from serai.clips import note_arrival
from serai.clips.captions import edit_captions
from serai.comments import Sent, pin, write, write_with_picture
from serai.comments import like as like_comment
from serai.demo._crop import cut_part
from serai.demo._film import make_ready, send_film, written_captions
from serai.demo._planted import keep
from serai.demo.credits import credited, credited_saying, load_credits
from serai.demo.ground import Ground
from serai.demo.story import (
    Act,
    Alone,
    Begins,
    Captions,
    Closes,
    Collects,
    Crops,
    Deed,
    Follows,
    Joins,
    Likes,
    LikesSaying,
    Looks,
    LooksFor,
    MakesBoard,
    Pins,
    Plain,
    Publishes,
    Says,
    Sends,
    Talk,
)
from serai.demo.world import Cover, DemoBoard, DemoDraft, DemoNote, DemoPerson, picture_bytes
from serai.events import (
    CommentLiked,
    CommentWritten,
    FollowRequested,
    NoteCollected,
    NoteLiked,
    NotePublished,
    PersonFollowed,
)
from serai.kernel import BoardId, ClipId, CommentId, NoteId, PersonId, PictureId
from serai.media import PictureLimits, Prepared, prepare, receive, set_cover
from serai.notes import Draft, NoteLimits, crop_picture, follow_author, like, publish
from serai.notes.drafts import make_draft
from serai.notices import (
    look,
    on_collected,
    on_comment_heart,
    on_followed,
    on_heart,
    on_mentions,
    on_request,
    on_talk,
)
from serai.recommend import Wishes, add_interest, record, topic_name, wish
from serai.search import look_for
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
        if cover:
            return [cover, *filter(None, (cover.photo,))]
        return [shot.file for shot in act.note.pictures]
    if isinstance(act, Says):
        return [act.picture.file] if act.picture else []
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
            words, style, photo = source.words, source.style, picture_bytes(source.photo)
            return await set_cover(house.darkroom, house.blobs, words, style, photo)
        data = picture_bytes(source)
        return await prepare(house.darkroom, house.blobs, data, PictureLimits())

    async def play(self, deed: Deed, shown: Shown) -> None:
        """Do `deed` at its moment and keep that it is done, both or neither."""
        made, act, cut = NOTHING, deed.act, None
        if isinstance(act, Sends):
            await self._send(deed, act)
            return
        if isinstance(act, Crops):
            cut = await cut_part(self._house, self._note(act.note), act)
        async with self._house.database.write(at=deed.at) as tx:
            if not isinstance(act, Crops):
                made = await self._do(act, tx, shown)
            elif cut is not None:
                await crop_picture(tx, self._people[act.who], cut)
            await keep(tx, deed.key, made)
        self.done[deed.key] = made

    async def _send(self, deed: Deed, act: Sends) -> None:
        house, who = self._house, self._people[act.who].id
        if act.note.film is None:
            return
        made, arrived = await send_film(house, who, act.note.film, deed.at)
        async with house.database.write(at=deed.at) as tx:
            await note_arrival(tx, who, made, arrived)
            await keep(tx, deed.key, made)
        self.done[deed.key] = made

    async def make_film(self, note: DemoNote) -> None:
        """What was sent for `note` made ready; nothing where it has no film."""
        if note.film is not None:
            await make_ready(self._house, self._clip(note.key))

    async def _do(self, act: Plain, tx: Write, shown: Shown) -> int:
        match act:
            case Joins(person):
                made = await self._join(tx, person, shown)
            case Closes(who):
                made = int(await set_privacy(tx, self._people[who].id, Privacy(private=True)))
            case Follows(who, whom):
                made = await self._follow(tx, who, whom)
            case Publishes(who, note):
                made = await self._publish(tx, self._people[who], note, shown)
            case Likes(who, note):
                made = await self._like(tx, self._people[who].id, self._note(note))
            case Says() | LikesSaying() | Pins():
                made = await self._talk(tx, act, shown)
            case Begins() | Captions() | MakesBoard() | Collects() | Looks() | LooksFor():
                made = await self._keep_for_oneself(tx, act)
        return made

    async def _keep_for_oneself(self, tx: Write, act: Alone) -> int:
        match act:
            case MakesBoard(who, board):
                made = await self._make_board(tx, self._people[who].id, board)
            case Collects():
                made = await self._collect(tx, act)
            case Looks(who):
                made = await look(tx, self._people[who].id)
            case Begins(who, draft):
                made = (await make_draft(tx, self._people[who].id, _begun(draft))).id
            case Captions(who, note, film, lang):
                written, me = written_captions(film, lang), self._people[who].id
                await edit_captions(tx, me, self._clip(note), written)
                made = NOTHING
            case LooksFor(who, word):
                await look_for(tx, word, self._people[who].id)
                made = NOTHING
        return made

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
        if told.place:
            await wish(tx, person.id, Wishes(place=told.place, met_there=True))
        return person.id

    async def _follow(self, tx: Write, who: str, whom: str) -> int:
        me, them = self._people[who].id, self._people[whom].id
        await follow_author(tx, me, them)
        await on_followed(tx, PersonFollowed(follower=me, followee=them))
        await on_request(tx, FollowRequested(asker=me, asked=them))
        return NOTHING

    async def _publish(self, tx: Write, author: Person, note: DemoNote, shown: Shown) -> int:
        cover, film = note.cover, note.film
        draft = Draft(
            kind="text" if cover else "video" if film else "photo",
            title=note.title,
            text=credited(note, self._credits),
            pictures=await _hang(tx, author, note, shown),
            topics=_written(note),
            cover_words=cover.words if cover else None,
            cover_style=cover.style if cover else None,
            place=note.place,
            audience=note.audience,
            cover_photo=await _behind(tx, author, cover, shown),
            clip=self._clip(note.key) if film else None,
            clip_alt=film.alt if film else None,
        )
        made = (await publish(tx, author, draft, NoteLimits())).id
        await on_mentions(tx, NotePublished(note=made, author=author.id))
        return made

    async def _like(self, tx: Write, who: PersonId, note: NoteId) -> int:
        await record(tx, who, "open", note)
        await like(tx, who, note)
        await on_heart(tx, NoteLiked(note=note, person=who))
        return NOTHING

    async def _talk(self, tx: Write, act: Talk, shown: Shown) -> int:
        match act:
            case Says():
                return await self._say(tx, act, shown)
            case LikesSaying(who, said):
                me, which = self._people[who].id, CommentId(self.done[said])
                liked = await like_comment(tx, me, which)
                event = CommentLiked(comment=which, note=liked.note, person=me)
                await on_comment_heart(tx, event)
            case Pins(who, said):
                await pin(tx, self._people[who].id, CommentId(self.done[said]))
        return NOTHING

    async def _say(self, tx: Write, said: Says, shown: Shown) -> int:
        who, note = self._people[said.who], self._note(said.note)
        answers = CommentId(self.done[said.answers]) if said.answers else None
        words, sent = said.text, said.picture
        if sent:
            words = credited_saying(words, sent, self._credits)
            picture = await receive(tx, who.id, shown[sent.file], sent.alt)
            brought = Sent(picture.id, words, answers)
            made = await write_with_picture(tx, who, note, brought)
        else:
            made = await write(tx, who, note, words, answers)
        await on_talk(tx, CommentWritten(comment=made.id, note=note, author=who.id))
        return made.id

    async def _make_board(self, tx: Write, who: PersonId, board: DemoBoard) -> int:
        draft = BoardDraft(board.name, board.about, board.private)
        return (await make(tx, who, draft)).id

    async def _collect(self, tx: Write, act: Collects) -> int:
        who, note = self._people[act.who].id, self._note(act.note)
        board = BoardId(self.done[act.board])
        await collect(tx, who, note, board)
        if act.cover:
            await choose_cover(tx, who, board, note)
        await on_collected(tx, NoteCollected(note=note, person=who, board=board))
        return NOTHING

    def _clip(self, key: str) -> ClipId:
        return ClipId(self.done[f"film:{key}"])

    def _note(self, key: str) -> NoteId:
        return NoteId(self.done[f"note:{key}"])


def _begun(draft: DemoDraft) -> Draft:
    topics, where = draft.topics, draft.place
    return Draft(title=draft.title, text=draft.text.strip(), topics=topics, place=where)


async def _hang(tx: Write, author: Person, note: DemoNote, shown: Shown) -> tuple[PictureId, ...]:
    wanted: list[tuple[Source, str]] = [(shot.file, shot.alt) for shot in note.pictures]
    if note.cover:
        wanted = [(note.cover, " ".join(note.cover.words.split()))]
    received = [await receive(tx, author.id, shown[source], alt) for source, alt in wanted]
    return tuple(picture.id for picture in received)


async def _behind(tx: Write, author: Person, cover: Cover | None, shown: Shown) -> PictureId | None:
    if cover is None or not cover.photo:
        return None
    return (await receive(tx, author.id, shown[cover.photo])).id


def _written(note: DemoNote) -> tuple[str, ...]:
    """Topics as the author would write them: by their Chinese name in a Chinese note."""
    if note.lang != "zh":
        return note.topics
    return tuple(topic_name(topic, "zh") for topic in note.topics)
