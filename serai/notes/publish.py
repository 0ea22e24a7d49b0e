"""Publish a note: from here on the people it is for can meet it."""

from sqlalchemy import bindparam

from serai.accounts import Person
from serai.events import NotePublished
from serai.jobs import announce
from serai.kernel import NoteId
from serai.languages import kept_spans
from serai.notes._tables import note
from serai.notes._write import tell_crafts, write_parts
from serai.notes.compose import compose
from serai.notes.note import Draft, Note, NoteLimits
from serai.notes.visibility import see_own
from serai.store import Write, change

_KEEP = change(
    note.insert().values(
        id=bindparam("id"),
        author=bindparam("author"),
        kind=bindparam("kind"),
        title=bindparam("title"),
        text=bindparam("text"),
        language=bindparam("language"),
        title_spans=bindparam("title_spans"),
        text_spans=bindparam("text_spans"),
        audience=bindparam("audience"),
        cover_words=bindparam("cover_words"),
        cover_style=bindparam("cover_style"),
        place=bindparam("place"),
        place_key=bindparam("place_key"),
        cover_photo=bindparam("cover_photo"),
        clip=bindparam("clip"),
        likes=0,
        published_at=bindparam("now"),
    )
)


async def publish(tx: Write, author: Person, draft: Draft, limits: NoteLimits) -> Note:
    """`draft` as a note of `author`'s.

    Raises the `Refusal`s of `compose` and of `recommend.claim`, note.foreign_picture (also where
    there is none) and note.picture_used.
    """
    composed = compose(draft, limits)
    made = tx.mint(NoteId)
    await tx.run(
        _KEEP,
        id=made,
        author=author.id,
        kind=composed.kind,
        title=composed.title,
        text=composed.text,
        language=composed.language,
        title_spans=kept_spans(composed.title),
        text_spans=kept_spans(composed.text),
        audience=composed.audience,
        cover_words=composed.cover_words,
        cover_style=composed.cover_style,
        place=composed.place or None,
        place_key=composed.place_key,
        cover_photo=composed.cover_photo,
        clip=composed.clip,
        now=tx.now,
    )
    await write_parts(tx, made, author.id, composed)
    published = await see_own(tx, author.id, made)
    await tell_crafts(tx, published, draft.origin)
    await announce(tx, NotePublished(note=made, author=author.id))
    return published
