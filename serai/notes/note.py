"""What a note is, what somebody hands in to make one, and how much of it is welcome."""

from typing import Final, Literal, get_args

from msgspec import Struct

from serai.kernel import ClipId, NoteId, PersonId, PictureId
from serai.languages import KeptSpan

Kind = Literal["photo", "text", "video"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)

Audience = Literal["everyone", "followers", "mutuals", "me"]
AUDIENCES: Final[tuple[Audience, ...]] = get_args(Audience)


class NoteLimits(Struct, frozen=True):
    """How long and how many: characters of title, text, cover words and comment; the rest count."""

    title: int = 64
    text: int = 2000
    cover_words: int = 300
    comment: int = 600
    pictures: int = 12
    topics: int = 10
    topic: int = 40
    mentions: int = 10
    place: int = 60


class Draft(Struct, frozen=True):
    """A note as its author hands it in.

    `pictures` stand in order, the first is the cover; of a text note it is the picture made of
    `cover_words`, in the style "photo" over the author's picture `cover_photo`; a video has the
    poster of its `clip`, which comes by itself and is described by `clip_alt` (None: as it was).
    `topics` are words beside those written as #topic
    in title and text. `origin` is the post of another platform that this note was before
    (`tiktok:ID`); it stays once said. `place` is where it plays, in the author's own words.
    `meant_for` is the moment typed for it to go out by itself (epoch microseconds); it counts once
    the draft is told to.
    """

    kind: Kind = "photo"
    title: str = ""
    text: str = ""
    audience: Audience = "everyone"
    pictures: tuple[PictureId, ...] = ()
    topics: tuple[str, ...] = ()
    cover_words: str | None = None
    cover_style: str | None = None
    cover_photo: PictureId | None = None
    origin: str | None = None
    place: str = ""
    meant_for: int | None = None
    clip: ClipId | None = None
    clip_alt: str | None = None


class TopicTag(Struct, frozen=True):
    """A topic of a note: its key everywhere in the house, and the word its author wrote."""

    topic: str
    shown: str


class Note(Struct, frozen=True):
    """A note as it stands; times in epoch microseconds, `language` a BCP 47 tag or "und".

    `place` is as typed; `place_key` names it in `known_places`, where it is one of them. Notes of
    before spans were kept have none.
    """

    id: NoteId
    author: PersonId
    kind: Kind
    title: str
    text: str
    language: str
    audience: Audience
    topics: tuple[TopicTag, ...]
    pictures: tuple[PictureId, ...]
    cover_words: str | None
    cover_style: str | None
    cover_photo: PictureId | None
    likes: int
    published_at: int
    edited_at: int | None
    withdrawn_at: int | None
    place: str = ""
    place_key: str | None = None
    title_spans: tuple[KeptSpan, ...] = ()
    text_spans: tuple[KeptSpan, ...] = ()
    clip: ClipId | None = None

    @property
    def heading(self) -> str:
        """What to call the note where it needs a name: its title, else its first words."""
        first = (self.cover_words or self.text).partition("\n")[0]
        return self.title or first
