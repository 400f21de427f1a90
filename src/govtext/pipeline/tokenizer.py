"""Our segmenter as a spaCy tokenizer: a token a word, tags in ``token.tag_``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from govtext.errors import InputError
from govtext.lexicon import load_lexicon
from govtext.pipeline.store import DocStore
from govtext.records.term import Words
from govtext.segment import Segmenter
from govtext.spans import OffsetMap
from govtext.text.view import make_view

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["GovtextTokenizer", "create_tokenizer", "segmenter_versions"]

_FILLER = "x"


def segmenter_versions(segmenter: Segmenter) -> dict[str, str]:
    """Return the versions that a report names for words and terms."""
    return {"engine": segmenter.engine, "lexicon": segmenter.version}


def _tile(words: Words, offsets: OffsetMap) -> tuple[list[tuple[int, int]], list[str]]:
    """Return token spans that tile the original text, and their tags."""
    if offsets.is_identity:
        return list(zip(words.starts, words.ends, strict=True)), list(words.tags)
    spans: list[tuple[int, int]] = []
    tags: list[str] = []
    last = 0
    for start, tag in zip(words.starts, words.tags, strict=True):
        begin = offsets.to_original(start)
        if not spans and begin > 0:
            spans.append((0, begin))
            tags.append(_FILLER)
        elif spans:
            spans[-1] = (spans[-1][0], begin)
        spans.append((begin, begin))
        tags.append(tag)
        last = begin
    if not spans:
        return (
            ([(0, offsets.original_length)], [_FILLER]) if offsets.original_length else ([], [])
        )
    spans[-1] = (last, offsets.original_length)
    return spans, tags


class GovtextTokenizer:
    """Cut a text into words and keep words and terms on the Doc.

    Parameters
    ----------
    vocab
        The pipeline's vocabulary.
    lexicon
        TSV files of further terms.
    engine
        ``"rjieba"`` or ``"jieba"``.

    Examples
    --------
    >>> from spacy.vocab import Vocab
    >>> [t.text for t in GovtextTokenizer(Vocab())("查处问题**起")]
    ['查处', '问题', '**', '起']
    """

    def __init__(
        self,
        vocab: Vocab,
        lexicon: Sequence[str] = (),
        engine: Literal["rjieba", "jieba"] = "rjieba",
    ) -> None:
        self.vocab = vocab
        paths = [Path(path) for path in lexicon]
        self.segmenter: Segmenter = Segmenter(lexicon=load_lexicon(paths), engine=engine)

    def __call__(self, text: str) -> Doc:
        """Return the Doc of a text.

        Raises
        ------
        InputError
            The text holds a lone surrogate, which spaCy cannot store
            (code ``input-surrogate``).
        """
        try:
            text.encode("utf-8")
        except UnicodeEncodeError as error:
            raise InputError(
                f"the text holds a lone surrogate at {error.start}, which spaCy cannot store; "
                "decode the file again with errors='replace'",
                "input-surrogate",
            ) from error
        view = make_view(text)
        words, terms = self.segmenter.segment(view)
        spans, tags = _tile(words, view.offsets)
        pieces = [text[start:end] for start, end in spans]
        doc = Doc(self.vocab, words=pieces, spaces=[False] * len(pieces), tags=tags)
        store = DocStore(doc)
        store.put_view(view)
        store.put_words(words, terms)
        store.put_versions(segmenter_versions(self.segmenter))
        return doc

    # spaCy calls these when a pipeline is saved; everything is in the configuration.
    def to_bytes(self, **kwargs: Any) -> bytes:
        """Return no bytes: the configuration says it all."""
        return b""

    def from_bytes(self, data: bytes, **kwargs: Any) -> GovtextTokenizer:
        """Return the tokenizer as it is."""
        return self

    def to_disk(self, path: str | Path, **kwargs: Any) -> None:
        """Write nothing: the configuration says it all."""

    def from_disk(self, path: str | Path, **kwargs: Any) -> GovtextTokenizer:
        """Return the tokenizer as it is."""
        return self


def create_tokenizer(
    lexicon: list[str], engine: Literal["rjieba", "jieba"]
) -> Callable[[Language], GovtextTokenizer]:
    """Return what spaCy calls to make the tokenizer.

    Parameters
    ----------
    lexicon
        Paths of TSV files of further terms.
    engine
        Word segmenter.

    Examples
    --------
    >>> callable(create_tokenizer([], "rjieba"))
    True
    """

    def make(nlp: Language) -> GovtextTokenizer:
        return GovtextTokenizer(nlp.vocab, lexicon, engine)

    return make


registry.tokenizers.register("govtext.Tokenizer.v1", func=create_tokenizer)
