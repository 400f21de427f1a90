"""Training: labelled paragraphs in, a ThemeModel and its figures out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from govtext.errors import InputError
from govtext.segment import Segmenter
from govtext.themes.batches import Batch, make_batch
from govtext.themes.cues import build_matchers
from govtext.themes.decide import Weights
from govtext.themes.features import Slots, Vocabulary, dense_matrix, fold_figures
from govtext.themes.headings import read_heading
from govtext.themes.judge import judge_alone
from govtext.themes.model import ThemeModel, softmax, token_norm
from govtext.themes.passage import read_passage
from govtext.themes.scoring import cue_probabilities, has_switch_cue
from govtext.themes.solver import fit_weights, round_to_grid
from govtext.themes.taxonomy import NONE, Taxonomy
from govtext.themes.training_data import LabelledParagraph, split_rows

__all__ = [
    "Recipe",
    "Trained",
    "build_vocabulary",
    "fit_calibrated",
    "fit_model",
    "measure",
    "train",
]

Floats = npt.NDArray[np.float64]

_CONTRADICTS = 0.7
_WORDS = 1
_WEIGHT_BITS, _DENSE_BITS = 8, 10


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """How a model is fitted.

    Parameters
    ----------
    min_moulds
        A token must stand in paragraphs of at least so many moulds.
    c
        Inverse strength of the penalty.
    dense_scale
        How much larger the dense features are fed than they are.
    folds
        Parts for the honest probabilities behind calibration.
    seed
        Seed of whatever chance enters.
    """

    min_moulds: int = 2
    c: float = 30.0
    dense_scale: float = 0.5
    folds: int = 5
    seed: int = 0


@dataclass(frozen=True)
class Trained:
    """A model with what was found on the test part.

    Parameters
    ----------
    model
        The model, fitted on the train part.
    figures
        Figures on the test part, by name.
    """

    model: ThemeModel
    figures: dict[str, Any]


def build_vocabulary(
    batch: Batch, moulds: Sequence[str], min_moulds: int
) -> tuple[Vocabulary, Floats]:
    """Return the tokens that stand in enough moulds, and their weights by rarity.

    Parameters
    ----------
    batch
        The paragraphs.
    moulds
        The mould of each.
    min_moulds
        In how many moulds a token must stand.
    """
    numbers = {mould: i for i, mould in enumerate(dict.fromkeys(moulds))}
    mould_of = np.array([numbers[mould] for mould in moulds], dtype=np.int64)
    named: dict[str, tuple[int, int]] = {}
    for kind, slots in enumerate(batch.slots):
        hashes, first, inverse = np.unique(slots.hashes, return_index=True, return_inverse=True)
        pairs = np.unique(inverse.astype(np.int64) * len(numbers) + mould_of[slots.rows])
        frequency = np.bincount(pairs // len(numbers), minlength=len(hashes))
        for i in np.flatnonzero(frequency >= min_moulds).tolist():
            place = int(slots.starts[first[i]]), int(slots.lengths[first[i]])
            named[_name(batch.text, *place, kind)] = int(hashes[i]), int(frequency[i])
    tokens = tuple(sorted(named))
    frequencies = np.array([named[token][1] for token in tokens])
    vocabulary = Vocabulary(tokens, np.array([named[t][0] for t in tokens], dtype=np.uint64))
    idf = np.log((1 + len(numbers)) / (1 + frequencies)) + 1.0
    return _without_collisions(vocabulary, idf.astype(np.float16).astype(np.float64))


def _name(text: str, start: int, length: int, kind: int) -> str:
    folded = fold_figures(text[start : start + length])
    return f"w:{folded}" if kind == _WORDS else folded


def _without_collisions(vocabulary: Vocabulary, idf: Floats) -> tuple[Vocabulary, Floats]:
    found = vocabulary.table.find(vocabulary.hashes)
    kept = np.flatnonzero(found >= 0)
    tokens = tuple(vocabulary.tokens[i] for i in kept)
    return Vocabulary(tokens, vocabulary.hashes[kept]), idf[kept]


def token_matrix(
    kinds: Sequence[Slots], vocabulary: Vocabulary, idf: Floats, n_rows: int
) -> Any:
    """Return the token features as a sparse matrix (CSR), one row a paragraph."""
    from scipy.sparse import csr_matrix

    rows = np.concatenate([slots.rows for slots in kinds])
    found = vocabulary.table.find(np.concatenate([slots.hashes for slots in kinds]))
    known = found >= 0
    rows, found = rows[known], found[known]
    values = idf[found]
    norm = token_norm(np.bincount(rows, values * values, minlength=n_rows))
    return csr_matrix((values / norm[rows], (rows, found)), shape=(n_rows, len(idf)))


def fit_model(
    rows: Sequence[LabelledParagraph],
    batch: Batch,
    labels: tuple[str, ...],
    recipe: Recipe,
    speaks: npt.NDArray[np.bool_] | None = None,
    *,
    exact: bool = False,
) -> ThemeModel:
    """Return a model fitted on labelled paragraphs, not yet calibrated.

    Parameters
    ----------
    rows
        The paragraphs.
    batch
        The same, ready for the features.
    labels
        Labels, ``""`` last.
    recipe
        How to fit.
    speaks
        Which rows carry their label by their words; the others are left out. None: all.
    exact
        Whether every machine is to get the same bytes, which takes longer.

    Raises
    ------
    InputError
        Only one label occurs among the rows.
    """
    from scipy.sparse import csr_matrix, hstack

    vocabulary, idf = build_vocabulary(batch, [row.mould for row in rows], recipe.min_moulds)
    tokens = token_matrix(batch.slots, vocabulary, idf, len(rows))
    dense = dense_matrix(batch.passages, batch.slots) * recipe.dense_scale
    y = np.array([labels.index(row.theme) for row in rows])
    used = np.flatnonzero(speaks) if speaks is not None else np.arange(len(rows))
    if len(np.unique(y[used])) < 2:
        raise InputError(
            "all paragraphs carry the same label; training needs two or more", "train-one-label"
        )
    features = hstack([tokens, csr_matrix(dense)]).tocsr()[used]
    coef, bias = fit_weights(
        features, y[used], len(labels), c=recipe.c, seed=recipe.seed, exact=exact
    )
    n_tokens = len(idf)
    return ThemeModel(
        labels=labels,
        vocabulary=vocabulary,
        idf=idf,
        weights=round_to_grid(coef[:, :n_tokens].T, _WEIGHT_BITS),
        dense=round_to_grid(coef[:, n_tokens:].T * recipe.dense_scale, _DENSE_BITS),
        bias=round_to_grid(bias, _DENSE_BITS),
    )


def _speaks(
    rows: Sequence[LabelledParagraph], batch: Batch, taxonomy: Taxonomy
) -> npt.NDArray[np.bool_]:
    """Tell which rows carry their label by their words, and not by their heading alone.

    A plan under its heading (下一步打算) may read like work done, and contested matter carries
    the theme of its heading; from neither should the words learn that theme.
    """
    matchers = build_matchers(taxonomy)
    switching, n_themes = taxonomy.switching, len(taxonomy.themes)
    flags = []
    for row, passage in zip(rows, batch.passages, strict=True):
        under = read_heading(row.heading, matchers.headings, n_themes, switching).theme
        if (
            row.theme == NONE
            or under is None
            or under >= n_themes
            or taxonomy.labels[under] != row.theme
        ):
            flags.append(True)
        elif under in switching:
            flags.append(has_switch_cue(passage, switching))
        else:
            full = read_passage(passage.text, matchers, strong_only=False)
            shares = cue_probabilities(full, n_themes, switching)
            best = max(range(n_themes), key=lambda i: shares[i])
            flags.append(best == under or shares[best] < _CONTRADICTS)
    return np.array(flags)


def train(
    rows: Sequence[LabelledParagraph],
    taxonomy: Taxonomy,
    recipe: Recipe | None = None,
    segmenter: Segmenter | None = None,
) -> Trained:
    """Return a calibrated model fitted on the train part, with its figures on the test part.

    Parameters
    ----------
    rows
        Labelled paragraphs; the same rows in any order give the same model.
    taxonomy
        The themes.
    recipe
        How to fit; None takes the defaults.
    segmenter
        Cuts the words; None takes the default one.

    Raises
    ------
    InputError
        There are too few moulds to fold, or only one label.
    """
    segmenter = segmenter or Segmenter()
    fitted, tested = split_rows(sorted(rows, key=lambda row: (row.id, row.text)))
    model = fit_calibrated(fitted, taxonomy, recipe or Recipe(), segmenter)
    figures = measure(model, tested, taxonomy, segmenter)
    card = {
        "taxonomy": f"{taxonomy.name}-{taxonomy.version}",
        "rows": len(fitted),
        "tokens": len(model.vocabulary.tokens),
        "recipe": asdict(recipe or Recipe()),
        "held_out": figures,
    }
    return Trained(replace(model, card=card), figures)


def fit_calibrated(
    rows: Sequence[LabelledParagraph],
    taxonomy: Taxonomy,
    recipe: Recipe,
    segmenter: Segmenter,
) -> ThemeModel:
    """Return a model fitted on all rows, its probabilities made honest on parts held out.

    Parameters
    ----------
    rows
        Labelled paragraphs.
    taxonomy
        The themes.
    recipe
        How to fit.
    segmenter
        Cuts the words.

    Raises
    ------
    InputError
        There are too few moulds to fold, or only one label.
    """
    labels = (*taxonomy.labels, NONE)
    switching = taxonomy.switching
    batch = make_batch([row.text for row in rows], build_matchers(taxonomy), segmenter)
    scores = _held_out_scores(rows, batch, labels, recipe, taxonomy, segmenter)
    model = fit_model(rows, batch, labels, recipe, _speaks(rows, batch, taxonomy), exact=True)
    y = np.array([labels.index(row.theme) for row in rows])
    model = replace(model, switching=switching)
    offsets = model.offsets(batch.passages)
    temperature = fit_temperature(scores, y, offsets)
    shares = softmax(scores / temperature + offsets)
    decided = judge_alone(rows, batch.passages, shares, taxonomy, Weights())
    return replace(
        model,
        temperature=temperature,
        decision_temperature=fit_temperature(np.log(np.maximum(decided, 1e-12)), y),
    )


def _held_out_scores(
    rows: Sequence[LabelledParagraph],
    batch: Batch,
    labels: tuple[str, ...],
    recipe: Recipe,
    taxonomy: Taxonomy,
    segmenter: Segmenter,
) -> Floats:
    """Return scores of every row by a model that saw none of its mould."""
    from sklearn.model_selection import GroupKFold

    moulds = [row.mould for row in rows]
    n_folds = min(recipe.folds, len(set(moulds)))
    if n_folds < 2:
        raise InputError(
            "all paragraphs are of one mould; training needs two or more", "train-one-mould"
        )
    matchers = build_matchers(taxonomy)
    scores = np.zeros((len(rows), len(labels)))
    for inner, outer in GroupKFold(n_splits=n_folds).split(rows, groups=moulds):
        part = [rows[i] for i in inner]
        seen = make_batch([row.text for row in part], matchers, segmenter)
        model = fit_model(part, seen, labels, recipe, _speaks(part, seen, taxonomy))
        held = make_batch([rows[i].text for i in outer], matchers, segmenter)
        scores[outer] = model.scores(held.slots, dense_matrix(held.passages, held.slots))
    return scores


def fit_temperature(
    scores: Floats, y: npt.NDArray[Any], offsets: Floats | float = 0.0
) -> float:
    """Return the divisor of the scores under which the true labels are likeliest."""
    grid = np.exp(np.linspace(np.log(0.2), np.log(6.0), 171))
    losses = [_log_loss(scores / divisor + offsets, y) for divisor in grid]
    return round(float(grid[int(np.argmin(losses))]), 4)


def _log_loss(scores: Floats, y: npt.NDArray[Any]) -> float:
    shares = softmax(scores)[np.arange(len(y)), y]
    return float(-np.log(np.maximum(shares, 1e-12)).mean())


def measure(
    model: ThemeModel,
    rows: Sequence[LabelledParagraph],
    taxonomy: Taxonomy,
    segmenter: Segmenter,
) -> dict[str, Any]:
    """Return accuracy, macro-F1, null share and calibration error on labelled paragraphs.

    Parameters
    ----------
    model
        The model.
    rows
        Paragraphs it has not seen.
    taxonomy
        The themes.
    segmenter
        Cuts the words.

    Returns
    -------
    ``words`` (from the words alone) and ``decision`` (in the light of the heading), each
    with ``accuracy``, ``macro_f1``, ``null_kept``, ``ece`` and the F1 of every theme; empty
    where there are no rows.
    """
    if not rows:
        return {}
    batch = make_batch([row.text for row in rows], build_matchers(taxonomy), segmenter)
    words = model.probabilities(batch.slots, batch.passages)
    decided = judge_alone(
        rows, batch.passages, words, taxonomy, Weights(), model.decision_temperature
    )
    truth = [row.theme for row in rows]
    return {
        "rows": len(rows),
        "words": _figures(words, truth, model.labels),
        "decision": _figures(decided, truth, model.labels),
    }


def _figures(shares: Floats, truth: Sequence[str], labels: tuple[str, ...]) -> dict[str, Any]:
    said = [labels[i] for i in shares.argmax(axis=1)]
    right = np.array([a == b for a, b in zip(said, truth, strict=True)])
    themed = np.array([theme != NONE for theme in truth])
    f1 = {}
    for label in labels[:-1]:
        both = sum(a == b == label for a, b in zip(said, truth, strict=True))
        either = said.count(label) + list(truth).count(label)
        f1[label] = round(2 * both / either, 4) if either else None
    scored = [value for value in f1.values() if value is not None]
    return {
        "accuracy": _share(right[themed]),
        "macro_f1": round(sum(scored) / len(scored), 4) if scored else None,
        "null_kept": _share(right[~themed]),
        "ece": round(expected_calibration_error(shares.max(axis=1), right), 4),
        "f1": f1,
    }


def _share(right: npt.NDArray[Any]) -> float | None:
    return round(float(right.mean()), 4) if len(right) else None


def expected_calibration_error(
    confidence: Floats, right: npt.NDArray[Any], bins: int = 10
) -> float:
    """Return the mean gap between confidence and accuracy over equal bins, by their size.

    Parameters
    ----------
    confidence
        Probability of what was said.
    right
        Whether it was right.
    bins
        Number of bins.
    """
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    error = 0.0
    for number in range(bins):
        inside = place == number
        if inside.any():
            gap = abs(float(confidence[inside].mean()) - float(right[inside].mean()))
            error += gap * float(inside.mean())
    return error
