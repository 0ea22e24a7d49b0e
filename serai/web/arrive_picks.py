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

OFFERED: Final = 16
_LOOKED_AT: Final = 12
_HUES: Final = 6


class Pick(Struct, frozen=True):
    """A topic on offer: a picture from this house's own notes, or a colour where there is none."""

    key: str
    name: str
    hue: int
    view: View | None


async def picks(tx: Read, ask: Ask) -> list[Pick]:
    """The first topics in their order, each with a picture of its own; those without come last."""
    chosen = await _pictures(tx)
    found = await pictures(tx, list(chosen.values()))
    views = {key: card_view(found[which]) for key, which in chosen.items() if which in found}
    keys = sorted(TOPICS, key=lambda key: key not in views)[:OFFERED]
    return [
        Pick(key, topic_name(key, ask.locale), nth % _HUES, views.get(key))
        for nth, key in enumerate(keys)
    ]


async def _pictures(tx: Read) -> dict[str, PictureId]:
    """For each topic the best liked of its newest public photos that are about it first of all."""
    chosen: dict[str, PictureId] = {}
    for key in TOPICS:
        newest = await by_topic(tx, None, key, None, _LOOKED_AT)
        about = [note for note in newest if note.kind == "photo" and note.topics[0].topic == key]
        if about:
            chosen[key] = max(about, key=lambda note: note.likes).pictures[0]
    return chosen
