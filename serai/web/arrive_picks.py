"""Topics to pick from by picture, for whoever comes without an archive."""

from typing import Final

from msgspec import Struct

from serai.entry import Ask
from serai.kernel import PictureId
from serai.media import pictures
from serai.notes import by_topic
from serai.recommend import TOPICS, topic_name
from serai.store import Read
from serai.web.covers import View, card_view

OFFERED: Final = 18
_LOOKED_AT: Final = 6
_HUES: Final = 6


class Pick(Struct, frozen=True):
    """A topic on offer: a picture from this house's own notes, or a colour where there is none."""

    key: str
    name: str
    hue: int
    view: View | None


async def picks(tx: Read, ask: Ask) -> list[Pick]:
    """The first topics in their order, each with another picture."""
    keys = list(TOPICS)[:OFFERED]
    chosen = await _pictures(tx, keys)
    found = await pictures(tx, list(chosen.values()))
    views = {key: card_view(found[which]) for key, which in chosen.items() if which in found}
    return [
        Pick(key, topic_name(key, ask.locale), nth % _HUES, views.get(key))
        for nth, key in enumerate(keys)
    ]


async def _pictures(tx: Read, keys: list[str]) -> dict[str, PictureId]:
    """A photo for each topic out of its newest notes that everybody may see, none twice."""
    chosen: dict[str, PictureId] = {}
    for key in keys:
        notes = await by_topic(tx, None, key, None, _LOOKED_AT)
        photos = [note.pictures[0] for note in notes if note.kind == "photo" and note.pictures]
        fresh = [which for which in photos if which not in chosen.values()]
        if fresh:
            chosen[key] = fresh[0]
    return chosen
