"""The shipped linear model: plain arrays and JSON, read without running code.

scikit-learn trains it (``themes.training``); reading a report takes NumPy alone.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from govtext.errors import FormatError, shorten
from govtext.themes.features import Slots, Vocabulary, dense_matrix
from govtext.themes.passage import Passage
from govtext.themes.scoring import switch_offset
from govtext.themes.taxonomy import NONE, Taxonomy

__all__ = ["ARRAYS", "CARD", "ThemeModel", "load_model", "save_model", "shipped_model"]

ARRAYS = "model.npz"
CARD = "model.json"
_FORMAT = "govtext/theme-model/1"
_LIMIT = 64 << 20
_NAMES = ("hashes", "idf", "tokens", "weights", "dense", "bias")

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class ThemeModel:
    """A linear model of themes over tokens, cues and openings.

    Parameters
    ----------
    labels
        Its classes: the themes of the taxonomy, and ``""`` for none, last.
    vocabulary
        Its tokens.
    idf
        Weight of each token by its rarity.
    weights
        One row a token, one column a class.
    dense, bias
        Weights of the dense features, and of each class.
    switching
        Positions of the themes that an opening switches to.
    temperature
        Divisor of the scores that makes the probabilities of the words alone honest.
    decision_temperature
        The same for the decision in the light of headings.
    card
        How it was made: data, versions, figures.
    """

    labels: tuple[str, ...]
    vocabulary: Vocabulary
    idf: Floats
    weights: Floats
    dense: Floats
    bias: Floats
    switching: frozenset[int] = frozenset()
    temperature: float = 1.0
    decision_temperature: float = 1.0
    card: dict[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Short identity: the beginning of the SHA-256 of its numbers."""
        return str(self.card.get("id", "unsaved"))

    def scores(self, kinds: Sequence[Slots], dense: Floats) -> Floats:
        """Return the score of each class (columns) for each paragraph (rows).

        Parameters
        ----------
        kinds
            Tokens of the paragraphs, kind by kind.
        dense
            Dense features, one row a paragraph.
        """
        n_classes = len(self.labels)
        sums = np.zeros((len(dense), n_classes + 1))
        for slots in kinds:
            found = self.vocabulary.table.find(slots.hashes)
            known = np.flatnonzero(found >= 0)
            if not len(known):
                continue
            rows = slots.rows[known]
            starts = np.flatnonzero(np.append(True, rows[1:] != rows[:-1]))
            tokens, paragraphs = found[known].astype(np.intp), rows[starts]
            # Measured: class by class costs half of whole rows, which fill the cache.
            for column, weights in enumerate(self._columns):
                sums[paragraphs, column] += np.add.reduceat(weights.take(tokens), starts)
        norm = token_norm(sums[:, n_classes])[:, None]
        return sums[:, :n_classes] / norm + dense @ self.dense + self.bias

    @cached_property
    def _columns(self) -> npt.NDArray[np.float32]:
        """Weights times rarity, one row a class, and rarity squared in the last row."""
        weighted = np.vstack([self.weights.T * self.idf, self.idf * self.idf])
        return weighted.astype(np.float32, order="C")

    def probabilities(self, kinds: Sequence[Slots], passages: Sequence[Passage]) -> Floats:
        """Return calibrated probabilities from the words alone, one row a paragraph.

        Parameters
        ----------
        kinds
            Tokens of the paragraphs, kind by kind.
        passages
            The paragraphs' own words.
        """
        scores = self.scores(kinds, dense_matrix(passages, kinds))
        return softmax(scores / self.temperature + self.offsets(passages))

    def offsets(self, passages: Sequence[Passage]) -> Floats:
        """Return what cues and openings add to the scores, one row a paragraph.

        Parameters
        ----------
        passages
            The paragraphs' own words.
        """
        offsets = np.zeros((len(passages), len(self.labels)))
        gains = [switch_offset(passage, self.switching) for passage in passages]
        offsets[:, sorted(self.switching)] = np.array(gains).reshape(-1, 1)
        return offsets


def token_norm(squares: npt.NDArray[Any]) -> Floats:
    """Return the divisor of the token scores of each paragraph, from its sum of squares."""
    norm: Floats = np.sqrt(np.maximum(squares, 1e-12))
    return norm


def softmax(scores: Floats) -> Floats:
    """Return the rows of ``scores`` as probabilities."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=1, keepdims=True)
    return shares


def save_model(model: ThemeModel, folder: Path | str) -> Path:
    """Write a model as ``model.npz`` and ``model.json`` into a folder; return the folder.

    The same model gives the same bytes.

    Parameters
    ----------
    model
        The model.
    folder
        Made where it is missing.
    """
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    tokens = "\n".join(model.vocabulary.tokens).encode("utf-8")
    buffer = io.BytesIO()
    np.savez(
        buffer,
        hashes=model.vocabulary.hashes,
        idf=model.idf.astype(np.float16),
        tokens=np.frombuffer(tokens, dtype=np.uint8),
        weights=model.weights.astype(np.float16),
        dense=model.dense.astype(np.float32),
        bias=model.bias.astype(np.float32),
    )
    (target / ARRAYS).write_bytes(buffer.getvalue())
    card = {
        **model.card,
        "format": _FORMAT,
        "labels": list(model.labels),
        "switching": sorted(model.switching),
        "temperature": round(model.temperature, 4),
        "decision_temperature": round(model.decision_temperature, 4),
        "sha256": hashlib.sha256(buffer.getvalue()).hexdigest(),
    }
    card["id"] = card["sha256"][:12]
    text = json.dumps(card, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    (target / CARD).write_bytes(text.encode("utf-8"))
    return target


def load_model(folder: Path | str, taxonomy: Taxonomy | None = None) -> ThemeModel:
    """Return the model in a folder.

    Parameters
    ----------
    folder
        Holds ``model.npz`` and ``model.json``.
    taxonomy
        The taxonomy it is to be used with; None doesn't check.

    Raises
    ------
    FormatError
        A file is missing, damaged or of another format, or the model's labels are not the
        taxonomy's.

    Examples
    --------
    >>> import tempfile
    >>> folder = save_model(shipped_model(), tempfile.mkdtemp())
    >>> load_model(folder).id == shipped_model().id
    True
    """
    source = Path(folder)
    return _parse(
        _bytes_of(source, CARD), _bytes_of(source, ARRAYS), str(source.name), taxonomy
    )


@cache
def shipped_model() -> ThemeModel:
    """Return the model of the five themes that comes with govtext, read once a process."""
    folder = files("govtext.themes") / "data" / "model"
    card, arrays = (folder / CARD).read_bytes(), (folder / ARRAYS).read_bytes()
    return _parse(card, arrays, "shipped model", None)


def _bytes_of(folder: Path, name: str) -> bytes:
    try:
        data = (folder / name).read_bytes()
    except OSError as error:
        raise FormatError(
            f"{folder.name}/{name} cannot be read ({error.strerror}); give the folder that "
            "`govtext train` wrote",
            "model-missing",
        ) from error
    if len(data) > _LIMIT:
        raise _broken(f"{folder.name}/{name}", f"has {len(data)} bytes, more than {_LIMIT}")
    return data


def _broken(where: str, what: str) -> FormatError:
    return FormatError(f"{where} {what}; train it anew with `govtext train`", "model-broken")


def _parse(card_bytes: bytes, data: bytes, name: str, taxonomy: Taxonomy | None) -> ThemeModel:
    try:
        card = json.loads(card_bytes)
    except ValueError as error:
        raise _broken(f"{name}/{CARD}", f"is not JSON ({error})") from error
    if not isinstance(card, dict) or card.get("format") != _FORMAT:
        raise _broken(f"{name}/{CARD}", f"is not of the format {_FORMAT}")
    if hashlib.sha256(data).hexdigest() != card.get("sha256"):
        raise _broken(f"{name}/{ARRAYS}", f"differs from the SHA-256 in {CARD}")
    labels = tuple(str(label) for label in card.get("labels", ()))
    if taxonomy is not None and labels != (*taxonomy.labels, NONE):
        raise FormatError(
            f"{name} knows the labels {shorten(labels)}, the taxonomy {taxonomy.name} has "
            f"{shorten(taxonomy.labels)}; train a model with this taxonomy",
            "model-taxonomy",
        )
    arrays = _read_arrays(data, f"{name}/{ARRAYS}", len(labels))
    tokens = arrays["tokens"].tobytes().decode("utf-8")
    vocabulary = Vocabulary(
        tuple(tokens.split("\n")) if tokens else (), arrays["hashes"].astype(np.uint64)
    )
    if len(vocabulary.tokens) != len(vocabulary.hashes):
        raise _broken(f"{name}/{ARRAYS}", "has tokens and hashes of different number")
    return ThemeModel(
        labels=labels,
        vocabulary=vocabulary,
        idf=arrays["idf"].astype(np.float64),
        weights=arrays["weights"].astype(np.float64),
        dense=arrays["dense"].astype(np.float64),
        bias=arrays["bias"].astype(np.float64),
        switching=frozenset(int(i) for i in card.get("switching", ())),
        temperature=float(card.get("temperature", 1.0)),
        decision_temperature=float(card.get("decision_temperature", 1.0)),
        card=card,
    )


def _read_arrays(data: bytes, where: str, n_classes: int) -> dict[str, npt.NDArray[Any]]:
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in _NAMES}
    except (ValueError, KeyError, OSError, BadZipFile) as error:
        raise _broken(where, f"is not the array file of a model ({error})") from error
    n_tokens = len(arrays["hashes"])
    if arrays["weights"].shape != (n_tokens, n_classes) or arrays["idf"].shape != (n_tokens,):
        raise _broken(where, "has arrays that don't fit each other")
    return arrays
