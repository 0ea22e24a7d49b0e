"""The only executor of feeds: know, find, keep, weigh, choose, and the gate, which runs last."""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from itertools import chain, islice

import numpy as np
import structlog
from msgspec import Struct, structs

from serai.feed.choose import Choose
from serai.feed.keep import Kept, Rule
from serai.feed.page import MOST, Asked, Dropped, Page, Reason, Shown
from serai.feed.reason import Told, again, tell
from serai.feed.scroll import Scroll, read, write
from serai.kernel import NoteId
from serai.notes import Note, may_see, notes
from serai.recommend import Engine, Pool, Profile, Viewer
from serai.store import Read

Know = Callable[[Read, Asked, Scroll], Awaitable[Viewer]]
Find = Callable[[Engine, Profile, Scroll], Iterable[int]]

_log = structlog.get_logger()


class Feed(Struct, frozen=True, kw_only=True):
    """A feed as a list of steps; `in_time` ones go on behind their last note."""

    name: str
    know: Know
    sources: Mapping[str, Find]
    keep: tuple[Rule, ...]
    choose: Choose
    repeat: Rule | None = None
    """A last rule whose notes come back at the end where nothing else is left."""
    in_time: bool = False


async def serve(tx: Read, engine: Engine, feed: Feed, asked: Asked) -> Page:
    """One page of `feed`. Raises `Refusal` feed.cursor where `asked.after` is no cursor of ours."""
    scroll = read(asked.after, asked.seed)
    await engine.catch_up(tx)
    viewer = await feed.know(tx, asked, scroll)
    profile, folded = engine.profile(viewer), engine.folded
    found, failed = _find(engine, feed, profile, scroll)
    pool = engine.pool(profile, found)
    kept, met, dropped = _keep(pool, feed, scroll)
    picks = chain(_told(engine, feed, pool, kept), map(again, _told(engine, feed, pool, met)))
    shown, refused = await _gate(tx, asked, picks)
    if refused:
        dropped.append(Dropped("gate", tuple(refused)))
    return Page(
        id=scroll.page,
        feed=feed.name,
        shown=tuple(shown),
        dropped=tuple(dropped),
        failed=failed,
        version=engine.version,
        folded=folded,
        at=tx.now,
        more=_more(feed, scroll, pool, shown),
    )


def _find(
    engine: Engine, feed: Feed, profile: Profile, scroll: Scroll
) -> tuple[dict[str, Iterable[int]], tuple[str, ...]]:
    found: dict[str, Iterable[int]] = {}
    failed: list[str] = []
    for name, source in feed.sources.items():
        try:
            found[name] = list(source(engine, profile, scroll))
        except Exception:  # noqa: BLE001 - one source that fails costs its notes, not the page
            _log.exception("feed.source_failed", feed=feed.name, source=name)
            failed.append(name)
    return found, tuple(failed)


def _keep(pool: Pool, feed: Feed, scroll: Scroll) -> tuple[Kept, Kept, list[Dropped]]:
    """Which notes stay, which were met before, and the rest by the rule that drops them."""
    left = np.ones(len(pool), np.bool_)
    met = np.zeros(len(pool), np.bool_)
    dropped: list[Dropped] = []
    for rule in (*feed.keep, *([feed.repeat] if feed.repeat else [])):
        gone = left & ~rule(pool, scroll)
        if gone.any():
            left &= ~gone
            met = gone if rule is feed.repeat else met
            dropped.append(Dropped(rule.__name__, tuple(map(NoteId, pool.ids[gone].tolist()))))
    return left, met, dropped


def _told(engine: Engine, feed: Feed, whole: Pool, kept: Kept) -> Iterator[Told]:
    # A generator: a second pool is laid out only where the first one does not fill the page.
    pool = whole if kept.all() else whole.only(kept)
    for pick in feed.choose(pool):
        yield tell(engine, pool, pick)


async def _gate(tx: Read, asked: Asked, picks: Iterator[Told]) -> tuple[list[Shown], list[NoteId]]:
    """As many picks as fit that the viewer may see; whatever the gate refuses is replaced."""
    wanted = min(max(asked.count, 1), MOST)
    shown: list[Shown] = []
    refused: list[NoteId] = []
    while len(shown) < wanted and (batch := list(islice(picks, wanted - len(shown)))):
        ids = [told.note for told in batch] + [told.of for told in batch if told.of is not None]
        open_to = {note.id: note for note in await may_see(tx, asked.viewer, await notes(tx, ids))}
        for told in batch:
            if told.note in open_to:
                shown.append(_card(told, open_to, len(shown)))
            else:
                refused.append(told.note)
    return shown, refused


def _card(told: Told, open_to: Mapping[NoteId, Note], slot: int) -> Shown:
    reason = told.reason
    if reason is not None and told.of is not None:
        of = open_to.get(told.of)
        reason = None if of is None else _titled(reason, of)
    source = "again" if reason is not None and reason.code == "again" else told.pick.source
    return Shown(open_to[told.note], source, slot, told.score, told.parts, reason)


def _titled(reason: Reason, of: Note) -> Reason:
    return structs.replace(reason, values=reason.values | {"title": of.heading})


def _more(feed: Feed, scroll: Scroll, pool: Pool, shown: list[Shown]) -> str | None:
    if feed.in_time and len(pool):
        # Where the gate kept everything that was looked at, the feed goes on behind it.
        oldest = int(pool.published.argmin())
        at, note = int(pool.published[oldest]), pool.note(oldest)
        if shown:
            at, note = shown[-1].note.published_at, shown[-1].note.id
        return write(scroll.behind(at, note))
    return write(scroll.then([card.note.id for card in shown])) if shown else None
