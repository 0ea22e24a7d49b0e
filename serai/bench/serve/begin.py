"""`python begin.py [FOLDER]`: start an engine and draw one page.

With a folder, from the snapshot and the log in it. A program of its own, because a start is what is
measured; it opens no other part of the bench, which no house reads when it begins.
"""

import asyncio
import sys
from pathlib import Path

from serai.kernel import PersonId, SystemClock
from serai.recommend import SOURCES, Engine, Question, Viewer, wake, warm
from serai.store import open_database


async def begin(folder: Path) -> Engine:
    """The engine of a house that was stopped."""
    engine = Engine()
    wake(engine, folder / "engine")
    database = await open_database(f"sqlite:///{folder / 'serai.db'}", SystemClock())
    async with database.read() as tx:
        await engine.catch_up_alone(tx)
    await database.close()
    return engine


def main() -> None:
    """Begin with the folder named on the command line, or with nothing."""
    if len(sys.argv) > 1:
        engine = asyncio.run(begin(Path(sys.argv[1])))
    else:
        warm()
        engine = Engine()
    now = SystemClock().now()
    viewer = Viewer(now=now, seed=1, person=PersonId(1))
    drawn = engine.draw(Question(viewer=viewer, sources=SOURCES, count=10))
    if len(sys.argv) > 1 and not drawn.cards:
        raise SystemExit("the page is empty; the figure would mean nothing")


if __name__ == "__main__":
    main()
