"""Anchor: items are alike that the same people engaged with (cosine, shrunk)."""

import numpy as np
from msgspec import Struct

from serai.bench.recommend.item_to_item import Fit, Matrix, Ties
from serai.bench.recommend.kernels import weighted_sparse_rows
from serai.bench.recommend.log import Floats, Ints


class Cosines(Struct, frozen=True):
    """items x items in compressed sparse rows."""

    start: Ints
    column: Ints
    value: Floats

    def weighted(self, items: Ints, weights: Floats) -> Floats:
        """Weighted sum of the rows of `items`."""
        width = len(self.start) - 1
        return weighted_sparse_rows(items, weights, self.start, self.column, self.value, width)


def cosine(shrinkage: float) -> Fit:
    """c_ij / (sqrt(c_i c_j) + shrinkage), where c counts people; an item has no tie to itself."""

    def fit(engaged: Matrix) -> Ties:
        together = (engaged.T @ engaged).tocoo()
        count = np.asarray(engaged.sum(axis=0)).ravel()
        apart = together.row != together.col
        row, column, both = together.row[apart], together.col[apart], together.data[apart]
        value = both / (np.sqrt(count[row] * count[column]) + shrinkage)
        ties = type(engaged)((value.astype(np.float32), (row, column)), shape=together.shape)
        return Cosines(ties.indptr.astype(np.int32), ties.indices.astype(np.int32), ties.data)

    return fit
