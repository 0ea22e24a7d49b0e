"""Write the parts of a note, and tell the crafts below what stands in it."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import bindparam

from serai.accounts import doors, find_many
from serai.clips import clips
from serai.graph import ties_among
from serai.kernel import ClipId, NoteId, PersonId, PictureId, Refusal
from serai.media import describe, pictures
from serai.notes._tables import note_mention, note_picture, note_topic
from serai.notes.compose import Composed
from serai.notes.note import Note, TopicTag
from serai.notes.read import note_of_clip
from serai.notes.where import place_words, territory
from serai.recommend import Candidate, claim, offer, place_of, retire, topic_name
from serai.search import forget_note, index_note
from serai.store import Read, Write, change, insert

NAMED_IN: Final = ("en", "zh")

_ADD_PICTURE = change(
    insert(note_picture)
    .values(note=bindparam("note"), place=bindparam("place"), picture=bindparam("picture"))
    .on_conflict_do_nothing()
)
_ADD_TOPIC = change(
    note_topic.insert().values(
        note=bindparam("note"),
        place=bindparam("place"),
        topic=bindparam("topic"),
        shown=bindparam("shown"),
    )
)
_ADD_MENTION = change(
    note_mention.insert().values(note=bindparam("note"), person=bindparam("person"))
)
_CLEAR = tuple(
    change(part.delete().where(part.c.note == bindparam("note")))
    for part in (note_picture, note_topic, note_mention)
)


async def write_parts(tx: Write, which: NoteId, author: PersonId, composed: Composed) -> None:
    """Give the note its pictures, topics and mentions in place of those it had.

    Raises `Refusal` note.foreign_picture, note.picture_used, note.foreign_clip, note.clip_used,
    note.clip_not_ready and media.alt_too_long.
    """
    for clear in _CLEAR:
        await tx.run(clear, note=which)
    shown = composed.pictures or await _poster(tx, which, author, composed.clip)
    await _hang_pictures(tx, which, author, shown)
    if composed.clip is not None and composed.clip_alt is not None:
        await describe(tx, author, shown[0], composed.clip_alt)
    await _may_use(tx, author, composed.cover_photo)
    await tx.many(
        _ADD_TOPIC,
        [
            {"note": which, "place": place, "topic": tag.topic, "shown": tag.shown}
            for place, tag in enumerate(composed.topics)
        ],
    )
    mentioned = await _mentioned(tx, author, composed.handles)
    await tx.many(_ADD_MENTION, [{"note": which, "person": person} for person in mentioned])


async def _poster(
    tx: Read, which: NoteId, author: PersonId, asked: ClipId | None
) -> tuple[PictureId, ...]:
    """The picture that stands for the clip, which is `author`'s, ready, and of no other note."""
    if asked is None:
        return ()
    found = (await clips(tx, [asked])).get(asked)
    if found is None or found.owner != author:
        raise Refusal("note.foreign_clip")
    holding = await note_of_clip(tx, asked)
    if holding is not None and holding.id != which:
        raise Refusal("note.clip_used")
    if found.ready_at is None or found.poster is None:
        raise Refusal("note.clip_not_ready")
    return (found.poster,)


async def _hang_pictures(
    tx: Write, which: NoteId, author: PersonId, ids: Sequence[PictureId]
) -> None:
    found = await pictures(tx, ids)
    if any(one not in found or found[one].owner != author for one in ids):
        raise Refusal("note.foreign_picture")
    for place, picture in enumerate(ids):
        # A picture is of one note, also where two are published in the same moment.
        if not await tx.run(_ADD_PICTURE, note=which, place=place, picture=picture):
            raise Refusal("note.picture_used")


async def _may_use(tx: Read, author: PersonId, photo: PictureId | None) -> None:
    found = {} if photo is None else await pictures(tx, [photo])
    if photo is not None and (photo not in found or found[photo].owner != author):
        raise Refusal("note.foreign_picture")


async def _mentioned(tx: Read, author: PersonId, handles: Sequence[str]) -> list[PersonId]:
    """Whom the handles name, without the author and without whoever is blocked either way."""
    found = [person.id for person in (await find_many(tx, handles)).values()]
    standing = await ties_among(tx, author, found)
    return [one for one in found if one != author and not standing[one].severed]


async def _lasts(tx: Read, note: Note) -> float:
    """How long the video plays, in seconds; 0 where it is none."""
    found = (await clips(tx, [note.clip])).get(note.clip) if note.clip is not None else None
    return found.probed.duration / 1e6 if found is not None and found.probed is not None else 0.0


async def tell_crafts(tx: Write, note: Note, origin: str | None = None) -> None:
    """Let `recommend` and `search` know the note as it stands now, and what it was before."""
    private = (shut := (await doors(tx, [note.author])).get(note.author)) and shut.private
    await offer(
        tx,
        Candidate(
            note=note.id,
            author=note.author,
            topics=tuple(tag.topic for tag in note.topics),
            language=note.language,
            published_at=note.published_at,
            public=note.audience == "everyone" and not private,
            place=territory(note.place_key) or await place_of(tx, note.author),
            seconds=await _lasts(tx, note),
        ),
    )
    if origin is not None:
        await claim(tx, note.author, note.id, origin)
    await index_words(tx, note)


async def index_words(tx: Write, note: Note) -> None:
    """Let `search` know the words of the note as they stand now."""
    title, said, *words = found_by(note)
    await index_note(tx, note.id, title, said, words)


def found_by(note: Note) -> list[str]:
    """Everything by which the note is found: title, text, then its topics and place."""
    said = "\n".join(filter(None, (note.cover_words, note.text)))
    return [
        note.title,
        said,
        *topic_words(note.topics),
        *place_words(note.place, note.place_key),
    ]


async def untell_crafts(tx: Write, which: NoteId) -> None:
    """Let `recommend` and `search` forget the note."""
    await retire(tx, which)
    await forget_note(tx, which)


def topic_words(tags: Sequence[TopicTag]) -> list[str]:
    """Every word a note's topics go by: as written, and as the house calls them."""
    words = [word for tag in tags for word in (tag.shown, tag.topic)]
    words += [topic_name(tag.topic, locale) for tag in tags for locale in NAMED_IN]
    return list(dict.fromkeys(words))
