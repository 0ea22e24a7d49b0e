"""Edit a note: new words, pictures or audience under the same address."""

from sqlalchemy import bindparam

from serai.accounts import Person
from serai.clips import tidy_clip_later
from serai.events import NoteEdited
from serai.jobs import announce
from serai.kernel import NoteId
from serai.languages import kept_spans
from serai.notes._tables import note
from serai.notes._write import tell_crafts, write_parts
from serai.notes.compose import compose
from serai.notes.marks import topics_in
from serai.notes.note import Draft, Note, NoteLimits
from serai.notes.visibility import see_own
from serai.store import Write, change

_CHANGE = change(
    note.update()
    .where(note.c.id == bindparam("which"))
    .values(
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
        edited_at=bindparam("now"),
        described_at=None,
    )
)


async def edit(tx: Write, author: Person, which: NoteId, draft: Draft, limits: NoteLimits) -> Note:
    """The note as `draft` has it now; `draft_of` gives the draft to start from.

    Raises the `Refusal`s of `publish`, and note.not_found where the note is not `author`'s.
    """
    before = await see_own(tx, author.id, which)
    composed = compose(draft, limits)
    await tx.run(
        _CHANGE,
        which=which,
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
    await write_parts(tx, which, author.id, composed)
    if before.clip is not None and before.clip != composed.clip:
        await tidy_clip_later(tx, before.clip)
    edited = await see_own(tx, author.id, which)
    await tell_crafts(tx, edited, draft.origin)
    await announce(tx, NoteEdited(note=which, author=author.id))
    return edited


def draft_of(note: Note) -> Draft:
    """The draft that would make `note` again; topics that stand in its words are left to them."""
    said = "\n".join(filter(None, (note.title, note.cover_words, note.text)))
    written = set(topics_in(said, len(said)))
    return Draft(
        kind=note.kind,
        title=note.title,
        text=note.text,
        audience=note.audience,
        pictures=note.pictures,
        topics=tuple(tag.shown for tag in note.topics if tag.shown not in written),
        cover_words=note.cover_words,
        cover_style=note.cover_style,
        place=note.place,
        cover_photo=note.cover_photo,
        clip=note.clip,
    )
