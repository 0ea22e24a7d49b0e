"""What rises: topics and searches of the last day, with the numbers that put them there."""

from urllib.parse import urlencode

from msgspec import Struct
from starlette.responses import Response

from serai.entry import Ask, Routes
from serai.hot import Rising
from serai.notes import holds
from serai.recommend import avoided_of, hushes_of, wishes_of
from serai.store import Read
from serai.web.prose import topic_address
from serai.web.render import page
from serai.web.settings_feed import shown_name

routes = Routes()


class Row(Struct, frozen=True):
    """A line of the list: where it leads, what it says, and its numbers."""

    href: str
    name: str
    now: int
    usual: str
    rise: str


@routes.get("/hot")
async def show(tx: Read, ask: Ask, _: None) -> Response:
    """Topics and searches that rise, without what whoever asks wishes not to meet."""
    shown = await without_unwished(tx, ask, ask.house.hot.rows)
    return page(
        ask,
        "hot/show.html",
        topics=[row_of(ask, row) for row in shown if row.kind == "topic"],
        searches=[row_of(ask, row) for row in shown if row.kind == "search"],
        limits=ask.house.hot.limits,
        here="hot",
    )


def row_of(ask: Ask, row: Rising) -> Row:
    """The line as its page says it."""
    topic = row.kind == "topic"
    href = topic_address(row.what) if topic else f"/search?{urlencode({'q': row.what})}"
    name = shown_name(row.what, ask.locale) if topic else row.what
    return Row(href, name, row.now, f"{row.usual:.1f}".removesuffix(".0"), f"{row.rise:.1f}")


async def without_unwished(tx: Read, ask: Ask, rows: tuple[Rising, ...]) -> list[Rising]:
    """Those of `rows` that whoever asks neither avoids nor muted nor filters."""
    if ask.person is None:
        return list(rows)
    me = ask.person.id
    hushed = await hushes_of(tx, me)
    topics = {one.what for one in hushed if one.kind == "topic"}
    topics |= set((await avoided_of(tx, me)).topics)
    words = [one.what for one in hushed if one.kind == "word"]
    words += (await wishes_of(tx, me)).words
    return [row for row in rows if _is_wished(row, topics, words)]


def _is_wished(row: Rising, topics: set[str], words: list[str]) -> bool:
    if row.kind == "topic" and row.what in topics:
        return False
    names = {row.what, *(shown_name(row.what, locale) for locale in ("en", "zh"))}
    return not holds("\n".join(names).replace("-", " "), words)
