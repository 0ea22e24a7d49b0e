"""Compose: what a draft becomes, or why it cannot; a pure rule."""

from msgspec import Struct

from serai.kernel import ClipId, PictureId, Refusal, clean, clean_line
from serai.languages import detect
from serai.media import STYLES
from serai.notes.marks import handles_in, is_topic, topics_in
from serai.notes.note import AUDIENCES, KINDS, Audience, Draft, Kind, NoteLimits, TopicTag
from serai.notes.where import place_key
from serai.recommend import canonical


class Composed(Struct, frozen=True):
    """A draft made whole: cleaned, its marks read, its language known."""

    kind: Kind
    title: str
    text: str
    language: str
    audience: Audience
    pictures: tuple[PictureId, ...]
    topics: tuple[TopicTag, ...]
    handles: tuple[str, ...]
    cover_words: str | None
    cover_style: str | None
    place: str
    place_key: str | None
    cover_photo: PictureId | None
    clip: ClipId | None
    clip_alt: str | None


def compose(draft: Draft, limits: NoteLimits) -> Composed:
    """`draft` as it will stand.

    Raises `Refusal` note.bad_kind, note.bad_audience, note.title_too_long, note.text_too_long,
    note.no_pictures, note.no_clip, note.too_many_pictures, note.picture_twice, note.no_words,
    note.cover_too_long, note.bad_style, note.bad_topic, note.too_many_topics,
    note.too_many_mentions, note.place_too_long.
    """
    if draft.kind not in KINDS:
        raise Refusal("note.bad_kind")
    if draft.audience not in AUDIENCES:
        raise Refusal("note.bad_audience")
    title = clean_line(draft.title, limit=limits.title, code="note.title_too_long")
    text = clean(draft.text, limit=limits.text, code="note.text_too_long")
    place = clean_line(draft.place, limit=limits.place, code="note.place_too_long")
    words, style = _cover(draft, limits) if draft.kind == "text" else (None, None)
    said = "\n".join(filter(None, (title, words, text)))
    return Composed(
        kind=draft.kind,
        title=title,
        text=text,
        language=detect(said),
        audience=draft.audience,
        pictures=_pictures(draft, limits),
        topics=_topics(draft, said, limits),
        handles=_handles(said, limits),
        cover_words=words,
        cover_style=style,
        place=place,
        place_key=place_key(place),
        cover_photo=draft.cover_photo if style == "photo" else None,
        clip=draft.clip if draft.kind == "video" else None,
        clip_alt=draft.clip_alt,
    )


def _cover(draft: Draft, limits: NoteLimits) -> tuple[str, str]:
    words = clean(draft.cover_words or "", limit=limits.cover_words, code="note.cover_too_long")
    if not words:
        raise Refusal("note.no_words")
    style = draft.cover_style or STYLES[0]
    if style not in STYLES:
        raise Refusal("note.bad_style")
    return words, style


def _pictures(draft: Draft, limits: NoteLimits) -> tuple[PictureId, ...]:
    if draft.kind == "video":
        if draft.clip is None:
            raise Refusal("note.no_clip")
        return ()  # its poster stands there as soon as its clip has one
    if not draft.pictures:
        raise Refusal("note.no_pictures")
    if len(draft.pictures) > limits.pictures:
        raise Refusal("note.too_many_pictures", limit=limits.pictures)
    if len(set(draft.pictures)) < len(draft.pictures):
        raise Refusal("note.picture_twice")
    return draft.pictures


def _topics(draft: Draft, said: str, limits: NoteLimits) -> tuple[TopicTag, ...]:
    if len(draft.topics) > 4 * limits.topics:
        raise Refusal("note.too_many_topics", limit=limits.topics)
    named = [_named(word, limits) for word in draft.topics if word.strip("#\uff03 ")]
    kept: dict[str, TopicTag] = {}
    for word in named + topics_in(said, limits.topic):
        key = canonical(word)
        if key:
            kept.setdefault(key, TopicTag(key, word))
    if len(kept) > limits.topics:
        raise Refusal("note.too_many_topics", limit=limits.topics)
    return tuple(kept.values())


def _named(word: str, limits: NoteLimits) -> str:
    line = clean_line(word, limit=limits.topic + 1, code="note.bad_topic").lstrip("#\uff03")
    joined = "-".join(line.split())
    if not is_topic(joined, limits.topic):
        raise Refusal("note.bad_topic", limit=limits.topic)
    return joined


def _handles(said: str, limits: NoteLimits) -> tuple[str, ...]:
    handles = handles_in(said)
    if len(handles) > limits.mentions:
        raise Refusal("note.too_many_mentions", limit=limits.mentions)
    return tuple(handles)
