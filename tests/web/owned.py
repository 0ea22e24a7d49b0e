"""What is whose: ids that ana may name, and ids that she may not."""

from typing import Any, Final

from msgspec import Struct

from serai.accounts import Person
from serai.clips import ClipLimits, start
from serai.comments import withdraw as take_back
from serai.comments import write
from serai.entry import House
from serai.kernel import ClipId, CommentId, NoteId, PictureId, ReportId
from serai.moderation import report
from serai.notes import Note, withdraw
from tests.world import a_clip, a_note, a_picture, a_video, somebody

NOBODYS: Final = "123456789"
BEYOND: Final = "9" * 30


class World(Struct):
    """ana is in; bo has what is not hers. `said` is a comment under bo's open note."""

    ana: Person
    bo: Person
    mine: Note
    open: Note
    closed: Note
    gone: Note
    loose: PictureId
    second: PictureId
    foreign: PictureId
    clip: ClipId
    played: ClipId
    others_clip: ClipId
    filmed: NoteId
    said: CommentId
    elsewhere: CommentId
    unsaid: CommentId
    report: ReportId

    def fill(self, text: str) -> str:
        """`text` with the ids that stand in braces."""
        ids = {
            "mine": self.mine.id,
            "used": self.mine.pictures[0],
            "open": self.open.id,
            "closed": self.closed.id,
            "gone": self.gone.id,
        }
        rest = (
            "loose",
            "second",
            "foreign",
            "clip",
            "played",
            "others_clip",
            "said",
            "elsewhere",
            "unsaid",
            "report",
        )
        return text.format(
            nobodys=NOBODYS, beyond=BEYOND, **ids, **{n: getattr(self, n) for n in rest}
        )


async def a_world(house: House) -> World:
    """ana's things, and bo's, some of which she may not see."""
    async with house.database.write() as tx:
        ana, bo = await somebody(tx, "ana"), await somebody(tx, "bo")
        open_, closed = await a_note(tx, bo), await a_note(tx, bo, audience="me")
        gone, other = await a_note(tx, bo), await a_note(tx, bo)
        said = await write(tx, bo, open_.id, "how good")
        elsewhere = await write(tx, bo, other.id, "how else")
        unsaid = await write(tx, bo, open_.id, "never mind")
        await take_back(tx, bo.id, unsaid.id)
        await withdraw(tx, bo.id, gone.id)
        played = await a_clip(tx, ana.id)
        filmed = await a_video(tx, ana, played)
        return World(
            ana=ana,
            bo=bo,
            mine=await a_note(tx, ana),
            open=open_,
            closed=closed,
            gone=gone,
            loose=await a_picture(tx, ana.id),
            second=await a_picture(tx, ana.id),
            foreign=await a_picture(tx, bo.id),
            clip=(await start(tx, ana.id, "a.mov", 10, ClipLimits())).id,
            played=played.id,
            others_clip=(await a_clip(tx, bo.id)).id,
            filmed=filmed.id,
            said=said.id,
            elsewhere=elsewhere.id,
            unsaid=unsaid.id,
            report=await report(tx, bo.id, "note", open_.id, "spam"),
        )


def filled_in(world: World, sent: Any) -> Any:
    """`sent` with its ids."""
    if isinstance(sent, dict):
        return {name: filled_in(world, value) for name, value in sent.items()}
    if isinstance(sent, list):
        return [filled_in(world, one) for one in sent]
    return world.fill(sent) if isinstance(sent, str) else sent
