"""How far two coders agree: Cohen's kappa and Krippendorff's alpha, whole and by theme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from govtext.errors import InputError

__all__ = ["Agreement", "agreement", "cohen_kappa", "krippendorff_alpha"]

Label = Hashable | None
NO_THEME = "none"


@dataclass(frozen=True)
class Agreement:
    """Agreement of two coders.

    Parameters
    ----------
    n
        Units that both coded.
    observed
        Share of units with the same label.
    kappa
        Cohen's kappa (agreement beyond chance, each coder's own habits counted).
    alpha
        Krippendorff's alpha for nominal labels (both coders' habits pooled).
    by_theme
        For every label, kappa and alpha of "this label or another".
    by_unit
        For every group of units (such as a report), its observed agreement, kappa and alpha;
        empty where no groups were given.
    confusion
        How often the first said one label and the second another.

    Notes
    -----
    Kappa and alpha are 1.0 where both coders used one and the same label throughout: there is
    nothing to disagree on, and nothing to learn from it either.
    """

    n: int
    observed: float
    kappa: float
    alpha: float
    by_theme: Mapping[str, tuple[float, float]]
    by_unit: Mapping[str, tuple[float, float, float]]
    confusion: Mapping[tuple[str, str], int]


def agreement(
    a: Sequence[Label] | Mapping[Hashable, Label],
    b: Sequence[Label] | Mapping[Hashable, Label],
    *,
    units: Sequence[Hashable] | Mapping[Hashable, Hashable] | None = None,
) -> Agreement:
    """Return how far two coders agree.

    Parameters
    ----------
    a, b
        The labels of the two coders: sequences of the same length, or mappings from a unit's
        id to its label, of which the common ids count. None and ``""`` stand for no theme,
        which is a label like any other.
    units
        The group of each unit, such as the report a paragraph stands in: in the form of
        ``a`` and ``b``. None gives no figures by group.

    Raises
    ------
    InputError
        The sequences differ in length, the forms differ, or there is no common unit.

    Examples
    --------
    >>> result = agreement(["T1", "T1", "T2", None], ["T1", "T2", "T2", None])
    >>> result.n, result.observed, round(result.kappa, 3), round(result.alpha, 3)
    (4, 0.75, 0.636, 0.667)
    >>> {label: round(kappa, 3) for label, (kappa, _) in result.by_theme.items()}
    {'T1': 0.5, 'T2': 0.5, 'none': 1.0}
    """
    one, two, groups = _align(a, b, units)
    labels = sorted({*one, *two})
    by_theme = {
        label: (
            cohen_kappa([x == label for x in one], [y == label for y in two]),
            krippendorff_alpha([x == label for x in one], [y == label for y in two]),
        )
        for label in labels
    }
    return Agreement(
        n=len(one),
        observed=_observed(one, two),
        kappa=cohen_kappa(one, two),
        alpha=krippendorff_alpha(one, two),
        by_theme=by_theme,
        by_unit=_by_unit(one, two, groups),
        confusion=dict(sorted(Counter(zip(one, two, strict=True)).items())),
    )


def cohen_kappa(a: Sequence[Hashable], b: Sequence[Hashable]) -> float:
    """Return Cohen's kappa of two codings of the same units.

    Parameters
    ----------
    a, b
        Labels, one a unit.

    Examples
    --------
    >>> round(cohen_kappa(["x", "x", "y", "y"], ["x", "y", "y", "y"]), 3)
    0.5
    """
    n = len(a)
    in_a, in_b = Counter(a), Counter(b)
    chance = sum(count * in_b[label] for label, count in in_a.items()) / (n * n)
    return 1.0 if chance == 1.0 else (_observed(a, b) - chance) / (1.0 - chance)


def krippendorff_alpha(a: Sequence[Hashable], b: Sequence[Hashable]) -> float:
    """Return Krippendorff's alpha, nominal, of two codings of the same units.

    Parameters
    ----------
    a, b
        Labels, one a unit.

    Examples
    --------
    >>> round(krippendorff_alpha(["x", "x", "y", "y"], ["x", "y", "y", "y"]), 3)
    0.533
    """
    total = 2 * len(a)
    pooled = Counter(a) + Counter(b)
    by_chance = sum(count * (total - count) for count in pooled.values()) / (total - 1)
    if by_chance == 0:
        return 1.0
    differ = 2 * sum(x != y for x, y in zip(a, b, strict=True))
    return 1.0 - differ / by_chance


def _observed(a: Sequence[Hashable], b: Sequence[Hashable]) -> float:
    return sum(x == y for x, y in zip(a, b, strict=True)) / len(a)


def _name(label: Label) -> str:
    return NO_THEME if label is None or label == "" else str(label)


def _align(
    a: Sequence[Label] | Mapping[Hashable, Label],
    b: Sequence[Label] | Mapping[Hashable, Label],
    units: Sequence[Hashable] | Mapping[Hashable, Hashable] | None,
) -> tuple[list[str], list[str], list[str]]:
    """Return both codings of the common units, and the group of each."""
    if isinstance(a, Mapping) and isinstance(b, Mapping):
        keys = [key for key in a if key in b]
        one, two = [_name(a[key]) for key in keys], [_name(b[key]) for key in keys]
        groups = [str(units[key]) for key in keys] if isinstance(units, Mapping) else []
        if units is not None and not isinstance(units, Mapping):
            raise InputError(
                "units is a sequence where a and b are mappings; give a mapping from the same "
                "ids to groups",
                "agreement-form",
            )
    elif isinstance(a, Mapping) or isinstance(b, Mapping) or isinstance(units, Mapping):
        raise InputError(
            "a, b and units mix mappings and sequences; give all as mappings from id to label, "
            "or all as sequences",
            "agreement-form",
        )
    else:
        one, two = [_name(label) for label in a], [_name(label) for label in b]
        groups = [str(group) for group in units] if units is not None else []
    if len(one) != len(two) or (groups and len(groups) != len(one)):
        raise InputError(
            f"a has {len(one)} labels, b {len(two)}, units {len(groups)}; give one a unit",
            "agreement-length",
        )
    if not one:
        raise InputError(
            "a and b have no unit in common; check that their ids are the same",
            "agreement-empty",
        )
    return one, two, groups


def _by_unit(
    one: Sequence[str], two: Sequence[str], groups: Sequence[str]
) -> dict[str, tuple[float, float, float]]:
    rows: dict[str, list[int]] = {}
    for number, group in enumerate(groups):
        rows.setdefault(group, []).append(number)
    result = {}
    for group, numbers in rows.items():
        x, y = [one[i] for i in numbers], [two[i] for i in numbers]
        result[group] = (_observed(x, y), cohen_kappa(x, y), krippendorff_alpha(x, y))
    return result
