"""scikit-learn estimators: PolicyVectorizer and ThemeClassifier.

This module alone derives from scikit-learn, whose import takes seconds; reading reports goes
through ``ThemeFinder`` and never loads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from sklearn.utils.validation import check_is_fitted

from govtext.errors import InputError, shorten
from govtext.segment import Segmenter
from govtext.themes.bases import BaseEstimator, ClassifierMixin, TransformerMixin
from govtext.themes.batches import Batch, make_batch
from govtext.themes.cues import build_matchers
from govtext.themes.decide import Weights
from govtext.themes.features import DENSE, Vocabulary, dense_matrix
from govtext.themes.judge import judge_alone
from govtext.themes.model import ThemeModel, save_model
from govtext.themes.taxonomy import NONE, Taxonomy, load_taxonomy
from govtext.themes.training import (
    Recipe,
    build_vocabulary,
    fit_calibrated,
    token_matrix,
)
from govtext.themes.training_data import LabelledParagraph

__all__ = ["PolicyVectorizer", "ThemeClassifier"]


def to_rows(X: Any, y: Sequence[str] | None = None) -> list[LabelledParagraph]:  # noqa: N803
    """Return texts or paragraphs as rows.

    Parameters
    ----------
    X
        A sequence of texts, or of objects with ``text`` and perhaps ``heading`` and
        ``mould``, such as ``LabelledParagraph``.
    y
        Labels, ``""`` or None for none.

    Raises
    ------
    InputError
        ``X`` is one text, or holds something else.
    """
    if isinstance(X, str | bytes):
        raise InputError(
            f"X is one text, {shorten(X)}; give a sequence of texts, such as [text]",
            "input-not-sequence",
        )
    items = list(X)
    if y is not None and len(y) != len(items):
        raise InputError(
            f"X has {len(items)} texts, y {len(y)} labels; give one label a text",
            "input-length",
        )
    labels = [NONE] * len(items) if y is None else [label or NONE for label in y]
    return [
        _row(item, i, label) for i, (item, label) in enumerate(zip(items, labels, strict=True))
    ]


def _row(item: Any, number: int, label: str) -> LabelledParagraph:
    text = item if isinstance(item, str) else getattr(item, "text", None)
    if not isinstance(text, str):
        raise InputError(
            f"X[{number}] is {type(item).__name__}; give texts, or objects with a text and "
            "perhaps a heading",
            "input-not-text",
        )
    heading = "" if isinstance(item, str) else getattr(item, "heading", "") or ""
    mould = "" if isinstance(item, str) else getattr(item, "mould", "")
    return LabelledParagraph(
        text=text, theme=label, heading=heading, id=f"{number:08d}", mould=mould or f"{number}"
    )


class PolicyVectorizer(TransformerMixin, BaseEstimator):
    """Turns paragraphs into characters, words and how they open.

    Tokens are weighed by their rarity and divided by the length of the row of tokens, as the
    shipped theme model has them; digits and masks count as one character. The last columns
    are dense (``opens_problem`` … ``length``).

    Parameters
    ----------
    min_df
        In how many paragraphs a token must stand.
    taxonomy
        A taxonomy file, a Taxonomy, or None for the five themes; it says what opens a
        paragraph on shortcomings or plans.
    engine
        Word segmenter.
    sparse_output
        Whether ``transform`` returns a sparse matrix; ``set_output(transform="pandas")``
        needs a dense one.

    Attributes
    ----------
    vocabulary_
        The tokens and their hashes.
    idf_
        Weight of each token.
    n_features_out_
        Number of columns.

    Examples
    --------
    >>> vectorizer = PolicyVectorizer(min_df=1).fit(["立案5件", "学习5次"])
    >>> vectorizer.transform(["立案7件"]).shape[0]
    1
    >>> [str(name) for name in vectorizer.get_feature_names_out()[:3]]
    ['0', 'w:学习', 'w:立案']
    """

    vocabulary_: Vocabulary
    idf_: npt.NDArray[np.float64]
    n_features_out_: int

    def __init__(
        self,
        min_df: int = 2,
        taxonomy: str | Path | Taxonomy | None = None,
        engine: str = "rjieba",
        sparse_output: bool = True,
    ) -> None:
        self.min_df = min_df
        self.taxonomy = taxonomy
        self.engine = engine
        self.sparse_output = sparse_output

    def fit(self, X: Iterable[Any], y: object = None) -> Self:  # noqa: N803
        """Learn the tokens of texts.

        Parameters
        ----------
        X
            Texts, or objects with a text.
        y
            Not used.
        """
        rows = to_rows(X)
        batch = self._batch(rows)
        moulds = [row.mould for row in rows]
        self.vocabulary_, self.idf_ = build_vocabulary(batch, moulds, self.min_df)
        self.n_features_out_ = len(self.idf_) + len(DENSE)
        return self

    def transform(self, X: Iterable[Any]) -> Any:  # noqa: N803
        """Return the features, float64 of shape (n_texts, n_features), as CSR or dense.

        Parameters
        ----------
        X
            Texts, or objects with a text.
        """
        from scipy.sparse import csr_matrix, hstack

        check_is_fitted(self, "vocabulary_")
        rows = to_rows(X)
        batch = self._batch(rows)
        tokens = token_matrix(batch.slots, self.vocabulary_, self.idf_, len(rows))
        dense = dense_matrix(batch.passages, batch.slots)
        features = hstack([tokens, csr_matrix(dense)]).tocsr()
        return features if self.sparse_output else features.toarray()

    def get_feature_names_out(self, input_features: object = None) -> npt.NDArray[Any]:
        """Return the name of each column; words have ``w:`` before them.

        Parameters
        ----------
        input_features
            Ignored, present as in scikit-learn's transformers.
        """
        check_is_fitted(self, "vocabulary_")
        return np.array([*self.vocabulary_.tokens, *DENSE], dtype=object)

    def _batch(self, rows: Sequence[LabelledParagraph]) -> Batch:
        taxonomy = to_taxonomy(self.taxonomy)
        texts = [row.text for row in rows]
        return make_batch(texts, build_matchers(taxonomy), to_segmenter(self.engine))

    def __sklearn_tags__(self) -> Any:
        return text_tags(super().__sklearn_tags__())


class ThemeClassifier(ClassifierMixin, BaseEstimator):
    """Classifies paragraphs by theme, from their words and, where given, their heading.

    The label ``""`` stands for no theme. Probabilities are calibrated on parts held out by
    ``mould`` (of the objects given; each text is one of its own otherwise).

    Parameters
    ----------
    taxonomy
        A taxonomy file, a Taxonomy, or None for the five themes. Labels of ``y`` must be its.
    C
        Inverse strength of the penalty.
    min_df
        In how many moulds a token must stand.
    use_headings
        Whether to weigh the headings of objects that have one.
    folds
        Parts for calibration.
    random_state
        Seed.
    engine
        Word segmenter.

    Attributes
    ----------
    classes_
        The labels, ``""`` for none included, in ascending order.
    model_
        The model, which ``save`` writes for ``ThemeFinder``.

    Examples
    --------
    >>> texts = ["立案审查5件", "给予处分8人", "开展学习5次", "举办读书班", "新修公路", "粮食丰收"]
    >>> labels = ["discipline_anticorruption"] * 2 + ["political_building"] * 2 + [""] * 2
    >>> classifier = ThemeClassifier(min_df=1, folds=2).fit(texts, labels)
    >>> [str(label) for label in classifier.predict(["立案9件"])]
    ['discipline_anticorruption']
    """

    classes_: npt.NDArray[Any]
    model_: ThemeModel

    def __init__(
        self,
        taxonomy: str | Path | Taxonomy | None = None,
        C: float = 30.0,  # noqa: N803
        min_df: int = 2,
        use_headings: bool = True,
        folds: int = 5,
        random_state: int = 0,
        engine: str = "rjieba",
    ) -> None:
        self.taxonomy = taxonomy
        self.C = C
        self.min_df = min_df
        self.use_headings = use_headings
        self.folds = folds
        self.random_state = random_state
        self.engine = engine

    def fit(self, X: Iterable[Any], y: Sequence[str]) -> Self:  # noqa: N803
        """Fit to labelled paragraphs.

        Parameters
        ----------
        X
            Texts, or objects with ``text`` and perhaps ``heading`` and ``mould``.
        y
            Labels of the taxonomy; ``""`` or None for none.

        Raises
        ------
        InputError
            A label is not of the taxonomy, or all are the same.
        """
        taxonomy = to_taxonomy(self.taxonomy)
        rows = to_rows(X, list(y))
        allowed = (*taxonomy.labels, NONE)
        for row in rows:
            if row.theme not in allowed:
                raise InputError(
                    f"y holds {shorten(row.theme)}; allowed are {list(taxonomy.labels)} and "
                    "'' for none",
                    "train-row",
                )
        recipe = Recipe(
            min_moulds=self.min_df, c=self.C, folds=self.folds, seed=self.random_state
        )
        self.model_ = fit_calibrated(rows, taxonomy, recipe, to_segmenter(self.engine))
        self.classes_ = np.array(sorted({row.theme for row in rows}), dtype=object)
        return self

    def predict_proba(self, X: Iterable[Any]) -> npt.NDArray[np.float64]:  # noqa: N803
        """Return the probability of each class of ``classes_``, one row a paragraph.

        Parameters
        ----------
        X
            Texts, or objects with a text and perhaps a heading.
        """
        check_is_fitted(self, "model_")
        taxonomy = to_taxonomy(self.taxonomy)
        rows = to_rows(X)
        if not rows:
            return np.empty((0, len(self.classes_)))
        texts = [row.text for row in rows]
        batch = make_batch(texts, build_matchers(taxonomy), to_segmenter(self.engine))
        shares = self.model_.probabilities(batch.slots, batch.passages)
        if self.use_headings:
            temperature = self.model_.decision_temperature
            shares = judge_alone(rows, batch.passages, shares, taxonomy, Weights(), temperature)
        picked = shares[:, [self.model_.labels.index(label) for label in self.classes_]]
        out: npt.NDArray[np.float64] = picked / picked.sum(axis=1, keepdims=True)
        return out

    def predict(self, X: Iterable[Any]) -> npt.NDArray[Any]:  # noqa: N803
        """Return the label of each paragraph.

        Parameters
        ----------
        X
            Texts, or objects with a text and perhaps a heading.
        """
        best = self.predict_proba(X).argmax(axis=1)
        labels: npt.NDArray[Any] = self.classes_[best]
        return labels

    def save(self, folder: str | Path) -> Path:
        """Write the fitted model for ``ThemeFinder``; return the folder.

        Parameters
        ----------
        folder
            Where ``model.npz`` and ``model.json`` go.
        """
        check_is_fitted(self, "model_")
        return save_model(self.model_, folder)

    def __sklearn_tags__(self) -> Any:
        return text_tags(super().__sklearn_tags__())


def to_taxonomy(given: str | Path | Taxonomy | None) -> Taxonomy:
    """Return the taxonomy given, read from a file, or the shipped one."""
    return given if isinstance(given, Taxonomy) else load_taxonomy(given)


def to_segmenter(engine: str) -> Segmenter:
    """Return a segmenter of the engine."""
    if engine not in ("rjieba", "jieba"):
        raise InputError(
            f"engine {shorten(engine)} is unknown; choose 'rjieba' or 'jieba'", "config-engine"
        )
    return Segmenter(engine="rjieba" if engine == "rjieba" else "jieba")


def text_tags(tags: Any) -> Any:
    """Return scikit-learn's tags of an estimator that takes texts."""
    tags.input_tags.string = True
    tags.input_tags.two_d_array = False
    tags.input_tags.one_d_array = False
    tags.no_validation = True
    return tags
