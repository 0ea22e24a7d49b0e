"""Ten thousand pages, drawn while a log was folded, come out again when it is replayed."""

import hashlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from serai.kernel import to_json
from serai.recommend import Engine, open_engine
from tests.recommend.made_logs import NOW, made_log, made_question

PAGES = 10_000
AT_A_PLACE = 10
"""Questions between two steps of the log."""

STEPS = PAGES // AT_A_PLACE
STEP = 6
NOTES, PEOPLE = 150, 40
LOG = made_log(11, STEPS * STEP, notes=NOTES, people=PEOPLE)


def pages(engine: Engine, first: int) -> Iterator[str]:
    """Fold the log from step `first` on, and draw as it goes."""
    for step in range(first, STEPS):
        engine.fold(LOG[step * STEP : (step + 1) * STEP])
        for nth in range(AT_A_PLACE):
            seed = step * AT_A_PLACE + nth
            now = LOG[(step + 1) * STEP - 1].at
            asked = made_question(seed, now, notes=NOTES, people=PEOPLE)
            yield hashlib.sha256(to_json(engine.draw(asked))).hexdigest()


def test_ten_thousand_pages_come_out_again_byte_for_byte(tmp_path: Path) -> None:
    live, middle = Engine(), STEPS // 2
    drawn_live = pages(live, 0)
    before = list(islice(drawn_live, middle * AT_A_PLACE))
    live.save(tmp_path)
    after = list(drawn_live)
    assert len(before) + len(after) == PAGES
    assert len({*before, *after}) > PAGES // 2  # they differ from one another
    assert list(pages(open_engine(tmp_path), middle)) == after
    assert list(pages(Engine(), 0)) == before + after
    assert LOG[-1].at < NOW
