"""The segmenters of others behind one small interface: words and a tag for each.

An engine only ever reads its dictionary, so that one instance a process serves all
segmenters and threads; lexicons are laid over its words, not added to its dictionary.
"""

from __future__ import annotations

import logging
import tempfile
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Literal, get_args

from govtext.errors import ConfigError, shorten

__all__ = ["Engine", "EngineName", "check_engine", "load_engine"]

EngineName = Literal["rjieba", "jieba"]

_MEMO_LIMIT = 200_000


class _TaggedWords(dict[str, tuple[str, str]]):
    """Each word with its part of speech, asked of a tagger when it is first wanted."""

    def __init__(self, tagger: Callable[[str], list[tuple[str, str]]]) -> None:
        super().__init__()
        self._tagger = tagger

    def __missing__(self, word: str) -> tuple[str, str]:
        pairs = self._tagger(word)
        tagged = self[word] = word, pairs[-1][1] if pairs else "x"
        return tagged


@dataclass(frozen=True)
class Engine:
    """A loaded segmenter.

    Parameters
    ----------
    name
        Name of the engine.
    cut
        Cuts a text without lone surrogates into words that together give the text again.
    tagger
        Gives the words of a short text with their tags.
    knows
        Tells whether a word stands in the dictionary.
    """

    name: EngineName
    cut: Callable[[str], list[str]]
    tagger: Callable[[str], list[tuple[str, str]]]
    knows: Callable[[str], bool]

    @cached_property
    def _tagged(self) -> _TaggedWords:
        return _TaggedWords(self.tagger)

    def tag(self, words: list[str]) -> list[tuple[str, str]]:
        """Return each word with its part of speech, in jieba's tag set.

        Tags come from the dictionary, word by word; one that the dictionary does not hold
        has the tag of the best guess (mostly ``"n"`` or ``"x"``). Words that are alike are
        one object afterwards.

        Examples
        --------
        >>> load_engine("jieba").tag(["党委", "研究"])
        [('党委', 'j'), ('研究', 'vn')]
        """
        if len(self._tagged) > _MEMO_LIMIT:
            self._tagged.clear()
        return list(map(self._tagged.__getitem__, words))


@cache
def load_engine(name: EngineName) -> Engine:
    """Return the engine of that name, loaded once a process.

    Raises
    ------
    ConfigError
        There is no engine of that name.

    Examples
    --------
    >>> load_engine("rjieba").cut("全面从严治党")
    ['全面', '从严治党']
    """
    check_engine(name)
    return _load_rjieba() if name == "rjieba" else _load_jieba()


def check_engine(name: str) -> None:
    """Raise a ConfigError unless there is an engine of that name; loads nothing."""
    if name not in get_args(EngineName):
        allowed = ", ".join(get_args(EngineName))
        raise ConfigError(
            f"no engine {shorten(name)}; choose one of {allowed}", "config-engine"
        )


def _load_rjieba() -> Engine:
    import rjieba

    jieba = rjieba.Jieba()
    return Engine("rjieba", jieba.cut, jieba.tag, jieba.has_word)


def _load_jieba() -> Engine:
    """Load jieba's own dictionary; tags come from rjieba, whose dictionary is the same.

    jieba reads a cache from the temporary folder that anybody may have put there, so it
    gets a folder of its own, which is gone afterwards.
    """
    with warnings.catch_warnings(), tempfile.TemporaryDirectory() as folder:
        warnings.simplefilter("ignore")
        import jieba

        tokenizer: Any = jieba.Tokenizer()
        tokenizer.tmp_dir = folder
        with _Quiet(jieba.default_logger):
            tokenizer.initialize()
    other = load_engine("rjieba")
    return Engine("jieba", tokenizer.lcut, other.tagger, other.knows)


class _Quiet:
    """Keeps jieba from writing its loading messages, and nothing else."""

    def __init__(self, logger: logging.Logger) -> None:
        self._logger = logger

    def __enter__(self) -> None:
        self._logger.addFilter(self._drop)

    def __exit__(self, *_: object) -> None:
        self._logger.removeFilter(self._drop)

    @staticmethod
    def _drop(record: logging.LogRecord) -> bool:
        return record.levelno > logging.INFO
