"""The made-up world as it is written down: one file of `world/` a person."""

import tomllib
from importlib.resources import files
from typing import Final, Literal

import msgspec
from msgspec import Struct

from serai.media import Style
from serai.notes import Audience

Locale = Literal["en", "zh"]
Tongue = Literal["en", "zh", "pt"]
"""What notes are written in: the languages of the pages, and one that they have to translate."""


class Shot(Struct, frozen=True, forbid_unknown_fields=True):
    """A file of `pictures/`, and what is to be seen on it.

    `part` is what its author shows of it, a while after publishing: left, top, width, height.
    """

    file: str
    alt: str
    part: tuple[int, int, int, int] | None = None


class Film(Struct, frozen=True, forbid_unknown_fields=True):
    """A file of `clips/`, what is to be seen in it, and what its author wrote beneath it.

    Each of `captions` is the seconds at which it begins and ends, and the words.
    """

    file: str
    alt: str
    captions: tuple[tuple[float, float, str], ...] = ()


class Cover(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that become the picture; `photo` is the file of `pictures/` behind them."""

    words: str
    style: Style
    photo: str = ""


class Saying(Struct, frozen=True, forbid_unknown_fields=True):
    """A comment of `by`'s, liked by `likes`; only the first level has answers or is pinned."""

    by: str
    text: str
    answers: tuple["Saying", ...] = ()
    likes: tuple[str, ...] = ()
    pinned: bool = False
    picture: Shot | None = None


class DemoNote(Struct, frozen=True, forbid_unknown_fields=True):
    """A note with pictures, with a cover or with a film, `hours` old when the world is planted."""

    key: str
    hours: float
    likes: tuple[str, ...]
    lang: Tongue
    title: str
    text: str
    topics: tuple[str, ...]
    pictures: tuple[Shot, ...] = ()
    cover: Cover | None = None
    film: Film | None = None
    comments: tuple[Saying, ...] = ()
    place: str = ""
    audience: Audience = "everyone"


class DemoDraft(Struct, frozen=True, forbid_unknown_fields=True):
    """A note that is begun and not finished, `hours` ago."""

    hours: float
    title: str
    text: str
    topics: tuple[str, ...] = ()
    place: str = ""


class DemoBoard(Struct, frozen=True, forbid_unknown_fields=True):
    """A board of the notes of these keys; the first one is its cover."""

    name: str
    notes: tuple[str, ...]
    about: str = ""
    private: bool = False


class DemoPerson(Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody made up; `avatar` is a file of `pictures/` or empty.

    `private` ones have let their followers in, and those of `asked_by` wait for an answer.
    """

    handle: str
    name: str
    bio: str
    languages: tuple[str, ...]
    avatar: str
    interests: tuple[str, ...]
    follows: tuple[str, ...]
    notes: tuple[DemoNote, ...]
    boards: tuple[DemoBoard, ...] = ()
    drafts: tuple[DemoDraft, ...] = ()
    private: bool = False
    asked_by: tuple[str, ...] = ()
    place: str = ""
    """A territory where their notes may be met as near."""
    looks_for: tuple[str, ...] = ()
    """Words that they searched for of late."""

    @property
    def locale(self) -> Locale:
        """The language of their pages."""
        return "zh" if self.languages[0] == "zh" else "en"


World = tuple[DemoPerson, ...]

ROOM: Final = files("serai.demo")


def load_world() -> World:
    """Everybody, by handle; raises `msgspec.ValidationError` where a file is amiss."""
    pages = sorted((ROOM / "world").iterdir(), key=lambda page: page.name)
    return tuple(
        msgspec.convert(tomllib.loads(page.read_text(encoding="utf-8")), DemoPerson)
        for page in pages
        if page.name.endswith(".toml")
    )


def picture_bytes(file: str) -> bytes:
    """The content of a file of `pictures/`; nothing for no name."""
    return (ROOM / "pictures" / file).read_bytes() if file else b""


def film_bytes(file: str) -> bytes:
    """The content of a file of `clips/`."""
    return (ROOM / "clips" / file).read_bytes()
