"""The filters of one's own feed: words that keep notes away, added and removed."""

from msgspec import Struct
from msgspec.structs import replace
from starlette.responses import Response

from serai.entry import Ask, Routes
from serai.recommend import hush, unhush, wish, wishes_of
from serai.store import Read, Write
from serai.web.how_long import until_of
from serai.web.settings_feed import draw_settings, saved

routes = Routes()


class WordForm(Struct, frozen=True):
    """One word or a few that belong together, and for how long."""

    word: str = ""
    length: str = "good"


async def show_again(tx: Read, ask: Ask, sent: WordForm | None) -> Response:
    """The page with the word as it was typed."""
    return await draw_settings(tx, ask, "words", sent)


@routes.post("/settings/feed/words", body=WordForm, again=show_again)
async def add(tx: Write, ask: Ask, form: WordForm) -> Response:
    """From now on, notes with this word stay away: for good, or for a time everywhere."""
    me = ask.must().id
    until = until_of(tx.now, form.length)
    if until is not None:
        await hush(tx, me, "word", form.word, until)
        return saved("words")
    wishes = await wishes_of(tx, me)
    await wish(tx, me, replace(wishes, words=(*wishes.words, form.word)))
    return saved("words")


@routes.post("/settings/feed/words/remove", body=WordForm)
async def remove(tx: Write, ask: Ask, form: WordForm) -> Response:
    """They may come again."""
    me = ask.must().id
    await unhush(tx, me, "word", form.word)
    wishes = await wishes_of(tx, me)
    await wish(
        tx, me, replace(wishes, words=tuple(one for one in wishes.words if one != form.word))
    )
    return saved("words")
