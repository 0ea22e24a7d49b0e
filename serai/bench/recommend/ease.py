"""Anchor: EASE, a linear autoencoder in closed form.

Harald Steck, "Embarrassingly Shallow Autoencoders for Sparse Data", WWW 2019: with the Gram matrix
G = XᵀX and P = (G + λI)⁻¹, the weights are B_ij = -P_ij / P_jj off the diagonal and 0 on it.
"""

import numpy as np
from msgspec import Struct
from scipy.linalg import lapack

from serai.bench.recommend.item_to_item import Fit, Matrix, Ties
from serai.bench.recommend.kernels import weighted_rows
from serai.bench.recommend.log import Floats, Ints


class Weights(Struct, frozen=True):
    """Weights among the items that enough people engaged with; the others have none."""

    known: Ints
    """The items of the table's rows."""
    row: Ints
    """The row of each item of the catalogue, or -1."""
    table: Floats

    def weighted(self, items: Ints, weights: Floats) -> Floats:
        """Weighted sum of the rows of `items`."""
        rows = self.row[items]
        inside = rows >= 0
        out = np.zeros(len(self.row), np.float32)
        out[self.known] = weighted_rows(rows[inside], weights[inside], self.table)
        return out


def ease(penalty: float, least: int = 1) -> Fit:
    """The fit with this λ, in single precision, among items that `least` people engaged with."""

    def fit(engaged: Matrix) -> Ties:
        people = np.bincount(engaged.indices, minlength=engaged.shape[1])
        known = np.flatnonzero(people >= least).astype(np.int32)
        row = np.full(engaged.shape[1], -1, np.int32)
        row[known] = np.arange(len(known))
        columns = engaged[:, known]
        return Weights(known, row, _table((columns.T @ columns).toarray(), penalty))

    return fit


def _table(gram: Floats, penalty: float) -> Floats:
    """B, from the inverse by Cholesky's factors; `gram` is overwritten."""
    if not len(gram):
        return gram
    np.fill_diagonal(gram, gram.diagonal() + np.float32(penalty))
    factor, _ = lapack.spotrf(gram.T, lower=1, overwrite_a=1)
    inverse, _ = lapack.spotri(factor, lower=1, overwrite_c=1)
    whole = np.tril(inverse)
    whole = whole + np.tril(whole, -1).T
    table = whole / -whole.diagonal()
    np.fill_diagonal(table, 0)
    return np.ascontiguousarray(table, np.float32)
