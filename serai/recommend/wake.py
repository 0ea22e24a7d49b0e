"""Wake an engine: what was compiled is read from disk while the last snapshot is."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from serai.recommend.engine import Engine
from serai.recommend.warm import warm


def wake(engine: Engine, folder: Path) -> None:
    """Have everything compiled, and go on from the snapshot in `folder`, where one can be used."""
    with ThreadPoolExecutor(1) as aside:
        reading = aside.submit(engine.load, folder)
        warm()
        reading.result()
