"""Fitting the linear model: scikit-learn's solver, then Newton steps to the last digits.

An ordinary solver stops as soon as it is near enough, and where it stops depends on the
order in which the machine's linear algebra sums. The Newton steps go on until nothing but
rounding noise is left; rounding the weights to a grid far coarser than that noise then gives
the same bytes on every processor.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from govtext.themes.model import softmax

__all__ = ["fit_weights", "round_to_grid"]

Floats = npt.NDArray[np.float64]

_NEWTON_STEPS = 8
_CG_STEPS = 600
_CG_SHARE = 1e-5
_SETTLED = 1e-11
_ABSENT = -20.0


def fit_weights(
    features: Any, y: npt.NDArray[Any], n_classes: int, *, c: float, seed: int, exact: bool
) -> tuple[Floats, Floats]:
    """Return coefficients (one row a class) and biases of a multinomial logistic regression.

    Classes weigh the same however many rows they have; classes without a row get a bias that
    rules them out.

    Parameters
    ----------
    features
        Sparse matrix (CSR), one row a paragraph.
    y
        Class of each row.
    n_classes
        Number of classes.
    c
        Inverse strength of the penalty.
    seed
        Seed of whatever chance enters.
    exact
        Whether to go on until only rounding noise is left.
    """
    from sklearn.linear_model import LogisticRegression
    from threadpoolctl import threadpool_limits

    solver = LogisticRegression(
        C=c, max_iter=2000, tol=1e-5, random_state=seed, class_weight="balanced"
    )
    # One thread: the order of sums, and so the last bits, must not depend on the cores.
    with threadpool_limits(limits=1):
        solver.fit(features, y)
    present: npt.NDArray[Any] = solver.classes_
    coefficients: Any = solver.coef_
    intercepts: Any = solver.intercept_
    start = np.hstack([coefficients, intercepts[:, None]])
    if len(present) == 2:
        start = np.vstack([-start, start]) / 2
    if exact:
        start = _newton(features, np.searchsorted(present, y), start, c)
    coef = np.zeros((n_classes, features.shape[1]))
    bias = np.full(n_classes, _ABSENT)
    coef[present], bias[present] = start[:, :-1], start[:, -1] - start[:, -1].mean()
    return coef, bias


def round_to_grid(values: Floats, bits: int) -> Floats:
    """Return values rounded to multiples of ``2 ** -bits``.

    Parameters
    ----------
    values
        The values.
    bits
        How fine the grid is.
    """
    rounded: Floats = np.round(values * 2.0**bits) / 2.0**bits
    return rounded


def _newton(features: Any, y: npt.NDArray[Any], weights: Floats, c: float) -> Floats:
    """Return the weights (bias last) at which the gradient is nothing but rounding noise."""
    from scipy.sparse import csr_matrix, hstack

    n_rows, n_classes = len(y), len(weights)
    rows = hstack([features, csr_matrix(np.ones((n_rows, 1)))]).tocsr()
    columns = rows.T.tocsr()
    of_row = (c * n_rows / (n_classes * np.bincount(y)))[y][:, None]
    target = np.eye(n_classes)[y]
    penalty = np.ones(weights.shape[1])
    penalty[-1] = 0.0
    if n_classes == 2:  # scikit-learn penalises one row of weights, twice each of two halves
        penalty *= 2.0
    for _ in range(_NEWTON_STEPS):
        shares = softmax(rows @ weights.T)
        gradient = (columns @ (of_row * (shares - target))).T + penalty * weights
        # Adding the same to all biases changes nothing; noise must not move them that way.
        gradient[:, -1] -= gradient[:, -1].mean()

        def curvature(step: Floats, shares: Floats = shares) -> Floats:
            moved = rows @ step.T
            moved = shares * (moved - (shares * moved).sum(axis=1, keepdims=True))
            out: Floats = (columns @ (of_row * moved)).T + penalty * step
            return out

        step = _conjugate_gradient(curvature, gradient)
        weights = weights - step
        if np.abs(step).max() < _SETTLED:
            break
    return weights


def _conjugate_gradient(curvature: Any, gradient: Floats) -> Floats:
    """Return the step that undoes the gradient, to a share of its size."""
    step = np.zeros_like(gradient)
    left = gradient.copy()
    direction = left.copy()
    size = float((left * left).sum())
    enough = size * _CG_SHARE**2
    for _ in range(_CG_STEPS):
        if size <= enough or size == 0.0:
            break
        bent = curvature(direction)
        pace = size / float((direction * bent).sum())
        step += pace * direction
        left -= pace * bent
        before, size = size, float((left * left).sum())
        direction = left + size / before * direction
    return step
