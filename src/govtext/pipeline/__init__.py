"""The finders as spaCy components."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["COMPONENTS", "load"]

COMPONENTS = (
    "govtext_structure",
    "govtext_terms",
    "govtext_themes",
    "govtext_metrics",
    "govtext_actions",
)


def load(
    *,
    lexicon: Sequence[str] = (),
    engine: Literal["rjieba", "jieba"] = "rjieba",
    components: Sequence[str] = COMPONENTS,
) -> Language:
    """Return a spaCy pipeline with our tokenizer and components.

    Parameters
    ----------
    lexicon
        Paths of TSV files of further terms.
    engine
        Word segmenter.
    components
        Factory names of the components, in order.

    Returns
    -------
    A Language whose Docs carry ``doc.spans["govtext_metrics"]`` and so on, and
    ``doc._.govtext``, the whole report.

    Raises
    ------
    LexiconError
        A lexicon file is missing or broken.

    Examples
    --------
    >>> doc = load()("全年立案12件。")
    >>> doc.spans["govtext_metrics"][0].text
    '12件'
    """
    import spacy

    # Registers factories and tokenizer also where the package runs without its entry points.
    import govtext.pipeline.components  # noqa: F401

    tokenizer = {
        "@tokenizers": "govtext.Tokenizer.v1",
        "lexicon": list(lexicon),
        "engine": engine,
    }
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": tokenizer}})
    for name in components:
        nlp.add_pipe(name)
    return nlp
