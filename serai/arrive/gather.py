"""Records of any platform gathered into what is kept; whatever has no place here is let go."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from serai.arrive.fields import LONGEST_LOOK, first, link_in, spent, text_in, video_in, when
from serai.arrive.kept import Kept, Posted, Suggested, Touched, Watched, Word
from serai.arrive.limits import ArriveLimits
from serai.arrive.newest import Newest
from serai.arrive.own_post import TITLES, own_post
from serai.arrive.tiktok_json import DROP, Record
from serai.arrive.values import handle, hashtags, is_empty, line, tag_of, term
from serai.recommend import canonical

Vocabulary = Callable[[str], Iterable[str]]
"""Which known words a text contains; nothing else of somebody's sentences is kept."""

_HANDLES: Final = ("username", "user")
_LANGUAGES: Final = 8
_AVOIDED: Final = 500
_HANDLES_KEPT: Final = 5_000
_BIO: Final = 300
_NAME: Final = 40
_PARTED: Final = re.compile(r"[._\d]+")


class Gathering:
    """Takes records one by one; `kept` is what became of them."""

    def __init__(self, platform: str, limits: ArriveLimits, vocabulary: Vocabulary) -> None:
        self._platform = platform
        self._vocabulary = vocabulary
        self._videos = {
            kind: Newest[Touched](limits.watched, lambda touched: touched.at)
            for kind in ("liked", "saved", "shared")
        }
        self._watched = Newest[Watched](limits.watched, lambda watched: watched.at)
        self._words = Newest[Word](limits.words, lambda word: word.at)
        self._posts = Newest[Posted](limits.posts, lambda posted: posted.at)
        self._handles: dict[str, dict[str, None]] = {"following": {}, "blocked": {}}
        self._avoided: dict[str, None] = {}
        self._languages: dict[str, None] = {}
        self._suggested: dict[str, str] = {}
        self._dropped: Counter[str] = Counter()
        self.known = 0

    def take(self, kind: str, record: Record) -> None:
        """One record in; a kind without a place is counted and let go."""
        if kind.startswith(DROP):
            self._dropped[kind.removeprefix(DROP)] += 1
            return
        self.known += 1
        if kind in self._videos or kind == "watched":
            self._video(kind, record)
        elif kind in self._handles:
            self._person(kind, record)
        elif kind in _SAID:
            self._word(kind, record)
        else:
            self._single(kind, record)

    def kept(self) -> Kept:
        """Everything gathered, in the order in which it happened."""
        videos = {kind: newest.oldest_first() for kind, newest in self._videos.items()}
        return Kept(
            platform=self._platform,
            watched=_with_dwell(self._watched.oldest_first()),
            liked=tuple(videos["liked"]),
            saved=tuple(videos["saved"]),
            shared=tuple(videos["shared"]),
            words=tuple(self._words.oldest_first()),
            posts=tuple({one.post: one for one in self._posts.oldest_first()}.values()),
            avoided=tuple(self._avoided),
            following=tuple(self._handles["following"]),
            blocked=tuple(self._handles["blocked"]),
            suggested=Suggested(
                handle=handle(self._suggested.get("handle", "")),
                name=line(self._suggested.get("name", ""), _NAME),
                bio=line(self._suggested.get("bio", ""), _BIO),
                languages=tuple(self._languages),
            ),
            dropped=dict(self._dropped),
        )

    def _video(self, kind: str, record: Record) -> None:
        found = video_in(record)
        if not found:
            self._dropped["other"] += 1
        elif kind == "watched":
            self._watched.add(Watched(found, when(record), spent(record)))
        else:
            self._videos[kind].add(Touched(found, when(record)))

    def _person(self, kind: str, record: Record) -> None:
        name = handle(first(record, _HANDLES) or text_in(record))
        if not name or len(self._handles[kind]) >= _HANDLES_KEPT:
            return
        self._handles[kind][name] = None
        if kind == "following":
            said = self._vocabulary(_PARTED.sub(" ", name))
            self._say("follow", said, when(record))

    def _word(self, kind: str, record: Record) -> None:
        said = _SAID[kind](self, record)
        self._say(kind, said, when(record))
        if kind == "title" and (posted := own_post(record, said)) is not None:
            self._posts.add(posted)

    def _say(self, kind: str, texts: Iterable[str], at: int = 0) -> None:
        for text in dict.fromkeys(texts):
            if text:
                self._words.add(Word(kind, text, at))

    def _single(self, kind: str, record: Record) -> None:
        value = record.get("value", "")
        if kind == "language":
            _add(self._languages, line(value, 12), _LANGUAGES)
        elif kind == "avoided":
            _add(self._avoided, term(value), _AVOIDED)
        elif kind == "interest":
            self._say("interest", map(term, value.split("|")))
        elif not is_empty(value):
            self._suggested.setdefault(kind, value)

    def sentence(self, text: str) -> list[str]:
        """The known words and the hashtags of somebody's sentence, one for each topic."""
        found = (*hashtags(text), *self._vocabulary(text))
        return list({canonical(word): word for word in reversed(found)}.values())


def _search(_: Gathering, record: Record) -> list[str]:
    return [term(first(record, ("searchterm", "search")) or text_in(record))]


def _named(_: Gathering, record: Record) -> list[str]:
    names = ("hashtagname", "favoritecollection", "collection", "name")
    link = tag_of(first(record, ("link", "hashtaglink")) or link_in(record))
    return [link or term(first(record, names).lstrip("#")) or term(text_in(record))]


def _title(gathering: Gathering, record: Record) -> list[str]:
    return gathering.sentence(first(record, TITLES))


def _liked_text(gathering: Gathering, record: Record) -> list[str]:
    return gathering.sentence(record.get("fullText", ""))


def _comment(gathering: Gathering, record: Record) -> list[str]:
    return gathering.sentence(record.get("comment", "") or text_in(record))


_SAID: Final[Mapping[str, Callable[[Gathering, Record], list[str]]]] = {
    "search": _search,
    "used_hashtag": _named,
    "saved_hashtag": _named,
    "collection": _named,
    "title": _title,
    "liked_text": _liked_text,
    "comment": _comment,
}


def _add(held: dict[str, None], word: str, most: int) -> None:
    """Hold `word` once, and no more than `most`: an archive may list as many as it likes."""
    if word and len(held) < most:
        held[word] = None


def _with_dwell(seen: list[Watched]) -> tuple[Watched, ...]:
    """Each video with the seconds until the next one, where that gap can have been a look."""
    if not seen:
        return ()
    after = [*(one.at for one in seen[1:]), 0]
    return tuple(
        one if one.dwell is not None else Watched(one.video, one.at, _gap(one.at, then))
        for one, then in zip(seen, after, strict=True)
    )


def _gap(at: int, then: int) -> int | None:
    return then - at if at and 0 <= then - at < LONGEST_LOOK else None
