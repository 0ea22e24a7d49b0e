"""What every model under test can do, and nothing more is asked of it."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from serai.bench.recommend.log import Floats, Ints, Log
from serai.bench.recommend.metrics import top


class Recommender(Protocol):
    """Learns from impressions in order of time and scores the whole catalogue for somebody.

    People may come whom no log has named; their indices go on where those of the data end.
    """

    fitted_at: int = 0
    """Microseconds; what learns on its own never sets it."""

    def learn(self, rows: Log) -> None:
        """Take in impressions and what came of them; they are later than all before."""

    def refit(self, at: int) -> None:
        """Fit anew what does not learn on its own; protocols say when. `at` in microseconds."""
        self.fitted_at = at

    def scores(self, user: int, at: int, interests: Sequence[int] = ()) -> Floats:
        """A score for every item, higher is better; `interests` are tags somebody has named."""
        ...

    def page(self, user: int, at: int, seen: Ints, count: int) -> NDArray[np.intp]:
        """What would be shown: the best unseen ones, unless the model arranges its own page."""
        return top(self.scores(user, at), seen, count)

    def plain_page(self, user: int, at: int, seen: Ints, count: int) -> NDArray[np.intp]:
        """The same page without places for what somebody seems to be after; most keep none."""
        return self.page(user, at, seen, count)
