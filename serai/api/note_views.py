"""Notes as programs see them."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from serai.accounts import people
from serai.api.account_views import PersonView, person_view
from serai.api.asking import viewer
from serai.api.clip_views import MotionView, PlayedView, motion_view, played_view
from serai.api.pictures import PictureView, picture_view
from serai.boards import collected_by, collects
from serai.clips import clips, motions
from serai.comments import counts
from serai.entry import Ask
from serai.kernel import NoteId, PersonId, PictureId, iso
from serai.languages import KeptSpan
from serai.media import Picture, pictures
from serai.notes import Audience, Kind, Note, liked_by
from serai.store import Read


class TopicView(Struct, frozen=True):
    """A topic: its key, as in `/topics/{name}/notes`, and the word its author wrote."""

    key: str
    shown: str


class NoteView(Struct, frozen=True):
    """A note for the viewer's eyes; times ISO 8601 in UTC, `language` BCP 47, `url` a path here.

    `place` is as its author wrote it; `place_key` names the city it means, where it is a known one.
    Spans are [start, end, language, confidence], in characters.
    `cover_photo` is the picture behind the words, for their author alone; `clip` is of a
    video, whose one picture is what stands for it.
    """

    id: NoteId
    url: str
    author: PersonView
    kind: Kind
    title: str
    text: str
    language: str
    title_spans: tuple[KeptSpan, ...]
    text_spans: tuple[KeptSpan, ...]
    audience: Audience
    topics: tuple[TopicView, ...]
    pictures: tuple[PictureView, ...]
    cover_words: str | None
    cover_style: str | None
    place: str
    place_key: str | None
    cover_photo: PictureId | None
    clip: PlayedView | None
    likes: int
    liked: bool
    collects: int
    collected: bool
    comments: int
    published_at: str
    edited_at: str | None
    withdrawn_at: str | None


async def person_views(tx: Read, ids: Sequence[PersonId]) -> dict[PersonId, PersonView]:
    """The views of everybody in `ids`."""
    found = await people(tx, ids)
    return {which: await person_view(tx, person) for which, person in found.items()}


async def note_views(tx: Read, ask: Ask, notes: Sequence[Note]) -> list[NoteView]:
    """`notes`, which the viewer may see, in the same order."""
    ids = [note.id for note in notes]
    authors = await person_views(tx, [note.author for note in notes])
    shown = await pictures(tx, [picture for note in notes for picture in note.pictures])
    moving = await _moving(tx, ask, shown)
    played = await clips(tx, [note.clip for note in notes if note.clip is not None])
    liked = await liked_by(tx, ask.person.id, ids) if ask.person else set()
    collected = await collected_by(tx, ask.person.id, ids) if ask.person else set()
    held, said = await collects(tx, ids), await counts(tx, ids)
    return [
        NoteView(
            id=note.id,
            url=f"/notes/{note.id}",
            author=authors[note.author],
            kind=note.kind,
            title=note.title,
            text=note.text,
            language=note.language,
            title_spans=note.title_spans,
            text_spans=note.text_spans,
            audience=note.audience,
            topics=tuple(TopicView(tag.topic, tag.shown) for tag in note.topics),
            pictures=tuple(
                picture_view(shown[one], moving.get(one)) for one in note.pictures if one in shown
            ),
            cover_words=note.cover_words,
            cover_style=note.cover_style,
            place=note.place,
            place_key=note.place_key,
            cover_photo=note.cover_photo if note.author == viewer(ask) else None,
            clip=played_view(played[note.clip]) if note.clip in played else None,
            likes=note.likes,
            liked=note.id in liked,
            collects=held[note.id],
            collected=note.id in collected,
            comments=said[note.id],
            published_at=iso(note.published_at),
            edited_at=None if note.edited_at is None else iso(note.edited_at),
            withdrawn_at=None if note.withdrawn_at is None else iso(note.withdrawn_at),
        )
        for note in notes
    ]


async def _moving(
    tx: Read, ask: Ask, shown: Mapping[PictureId, Picture]
) -> dict[PictureId, MotionView]:
    """What moves of `shown`, as the note's page plays it: ready, and of whole pictures."""
    whole = [one.id for one in shown.values() if one.crop is None]
    moving = await motions(tx, whole) if whole else {}
    return {
        which: motion_view(ask, clip) for which, clip in moving.items() if clip.ready_at is not None
    }


async def note_view(tx: Read, ask: Ask, note: Note) -> NoteView:
    """One note."""
    return (await note_views(tx, ask, [note]))[0]
