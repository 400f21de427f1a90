"""What people read: the Chinese and English labels of values, columns and pages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from govtext.errors import ConfigError, shorten
from govtext.lexicon.tables import load_topic

__all__ = ["Labels", "Language", "load_labels"]

Language = Literal["zh", "en"]


@dataclass(frozen=True)
class Labels:
    """Labels in one language.

    Parameters
    ----------
    language
        ``"zh"`` or ``"en"``.
    by_key
        Labels by ``group.value``.
    """

    language: Language
    by_key: dict[str, str]

    def __call__(self, group: str, value: object) -> str:
        """Return the label of a value; one without a label stands for itself.

        Parameters
        ----------
        group
            Such as ``"theme"`` or ``"column"``.
        value
            The value as the records write it; None gives the empty string.
        """
        if value is None:
            return ""
        if isinstance(value, bool):
            return self.by_key["page.yes" if value else "page.no"]
        return self.by_key.get(f"{group}.{value}", str(value))


@cache
def load_labels(language: Language = "zh") -> Labels:
    """Return the labels of a language.

    Parameters
    ----------
    language
        ``"zh"`` or ``"en"``.

    Raises
    ------
    ConfigError
        There are no labels in that language (code ``config-language``).

    Examples
    --------
    >>> load_labels("zh")("theme", "cadre_team"), load_labels("en")("theme", None)
    ('干部队伍建设', '')
    """
    if language not in get_args(Language):
        raise ConfigError(
            f"language {shorten(language)} is unknown; choose 'zh' or 'en'", "config-language"
        )
    table = load_topic("labels", package="govtext.present").table("labels.tsv")
    pairs = zip(table.column("key"), table.column(language), strict=True)
    return Labels(language, dict(pairs))
