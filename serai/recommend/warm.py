"""Warm up: compile the engine, or read it compiled from disk, before anybody waits for a page."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from serai.kernel import NoteId, PersonId
from serai.recommend._kernel import mark_compiled
from serai.recommend.candidate import Candidate
from serai.recommend.engine import Engine
from serai.recommend.question import Question
from serai.recommend.signals import Signal
from serai.recommend.viewer import Viewer

_HOUR = 3_600_000_000
_AT = 1_800_000_000_000_000
_READER, _AUTHOR, _NOTE = PersonId(2), PersonId(1), NoteId(1)


def warm() -> None:
    """Fold a few deeds of nobody's into an engine that is thrown away, and draw a page."""
    with _uncollected():
        _try_everything()
    mark_compiled()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Most of what compiling makes stays: walking it again and again is a tenth of the work."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _try_everything() -> None:
    engine = Engine()
    note = Candidate(_NOTE, _AUTHOR, ("plants",), "en", _AT, public=True)
    engine.fold(
        [
            Signal(_AT, _AUTHOR, "offered", _NOTE, candidate=note),
            Signal(_AT, _AUTHOR, "described", _NOTE, vector=bytes(64)),
            Signal(_AT, _READER, "like", _NOTE),
            Signal(_AT + _HOUR, _AUTHOR, "retired", _NOTE),
        ]
    )
    engine.draw(Question(viewer=Viewer(now=_AT, seed=1), sources=("newest",)))
    engine.hidden(_READER, [_NOTE])
