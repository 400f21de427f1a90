"""Every error govtext raises on purpose.

::

    GovtextError
    ├── ConfigError(ValueError)         an option or configuration field is wrong
    ├── InputError(ValueError)          the text or value given cannot be used
    ├── LexiconError(ValueError)        a lexicon, taxonomy or catalogue file is broken
    ├── FormatError(ValueError)         a file is not what it should be, or breaks a limit
    └── MissingExtraError(ImportError)  an optional dependency is not installed

A message says what was given, what is allowed and what to do next. ``code`` is short and
stable; every code has a heading in ``docs/errors.md``.
"""

from __future__ import annotations

__all__ = [
    "ConfigError",
    "FormatError",
    "GovtextError",
    "GovtextWarning",
    "InputError",
    "LexiconError",
    "MissingExtraError",
    "shorten",
]

_SHOWN_CHARACTERS = 80


def shorten(value: object) -> str:
    """Return ``repr(value)`` cut to 80 characters, for use inside an error message.

    Examples
    --------
    >>> shorten("三会一课")
    "'三会一课'"
    >>> len(shorten("字" * 1000))
    80
    """
    shown = repr(value)
    if len(shown) <= _SHOWN_CHARACTERS:
        return shown
    return shown[: _SHOWN_CHARACTERS - 1] + "…"


class GovtextError(Exception):
    """Base class of all errors raised by govtext.

    Parameters
    ----------
    message
        What was given, what is allowed, and what to do next.
    code
        Short stable identifier, such as ``"config-unknown-field"``.

    Examples
    --------
    >>> error = InputError("the text is bytes; decode it or use govtext.read", "input-not-text")
    >>> error.code
    'input-not-text'
    """

    def __init__(self, message: str, code: str = "error") -> None:
        super().__init__(message, code)
        self.message = message
        self.code = code

    def __str__(self) -> str:
        return self.message


class ConfigError(GovtextError, ValueError):
    """An option or a configuration field is unknown or has a value that is not allowed.

    Examples
    --------
    >>> import govtext
    >>> try:
    ...     govtext.Analyzer.from_options(engine="other")
    ... except ConfigError as error:
    ...     print(error.code)
    config-engine
    """


class InputError(GovtextError, ValueError):
    """The text or value handed to a function cannot be used.

    Examples
    --------
    >>> import govtext
    >>> try:
    ...     govtext.analyze(b"text")
    ... except InputError as error:
    ...     print(error.code)
    input-not-text
    """


class LexiconError(GovtextError, ValueError):
    """A lexicon, taxonomy or catalogue file is broken; the message names file and line.

    Examples
    --------
    >>> import govtext, pathlib
    >>> try:
    ...     govtext.Analyzer.from_options(lexicon=[pathlib.Path("missing.tsv")])
    ... except LexiconError as error:
    ...     print(error.code)
    lexicon-missing
    """


class FormatError(GovtextError, ValueError):
    r"""A file is damaged, of an unknown format, or beyond a limit.

    Examples
    --------
    >>> import govtext
    >>> try:
    ...     govtext.readers.read_bytes(b"PK\x03\x04broken")
    ... except FormatError as error:
    ...     print(error.code)
    zip-damaged
    """


class MissingExtraError(GovtextError, ImportError):
    """An optional dependency is needed; the message holds the install command.

    Examples
    --------
    >>> error = MissingExtraError("pictures need matplotlib; install it", "extra-plot")
    >>> isinstance(error, ImportError), error.code
    (True, 'extra-plot')
    """


class GovtextWarning(UserWarning):
    """Something was done differently from what the caller may expect.

    Examples
    --------
    >>> import warnings
    >>> with warnings.catch_warnings(record=True) as caught:
    ...     warnings.simplefilter("always")
    ...     warnings.warn("labels are in English", GovtextWarning, stacklevel=1)
    >>> caught[0].category.__name__
    'GovtextWarning'
    """
