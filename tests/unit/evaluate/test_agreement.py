"""Agreement of two coders."""

import pytest

from govtext.errors import InputError
from govtext.evaluate import agreement
from govtext.evaluate.agreement import cohen_kappa, krippendorff_alpha


def test_kappa_equals_a_worked_example():
    """Kappa of a 2x2 table of 20, 5, 10, 15 is 0.4."""
    a = ["yes"] * 25 + ["no"] * 25
    b = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
    assert cohen_kappa(a, b) == pytest.approx(0.4)


def test_kappa_equals_scikit_learn():
    """Kappa is the same as scikit-learn's on labels of three kinds."""
    from sklearn.metrics import cohen_kappa_score

    a = list("aabbccabcabcabbb")
    b = list("abbbccabcaacabcb")
    assert cohen_kappa(a, b) == pytest.approx(cohen_kappa_score(a, b))


def test_alpha_equals_a_worked_example():
    """Alpha of Krippendorff's two-coder example of ten binary units is 0.095."""
    a = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    b = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    assert krippendorff_alpha(a, b) == pytest.approx(0.095, abs=0.001)


def test_coders_of_one_mind_agree_fully():
    """Equal codings give one everywhere, also where only one label occurs."""
    result = agreement(["x", "x"], ["x", "x"])
    assert (result.observed, result.kappa, result.alpha) == (1.0, 1.0, 1.0)


def test_mappings_are_compared_on_common_ids():
    """Units that only one coder has are left out."""
    result = agreement({"p1": "a", "p2": "b", "p3": "a"}, {"p2": "b", "p1": "b", "p9": "a"})
    assert result.n == 2
    assert result.confusion == {("a", "b"): 1, ("b", "b"): 1}


def test_figures_by_unit():
    """Groups get figures of their own, in order of appearance."""
    result = agreement(["a", "b", "a"], ["a", "a", "a"], units=["r1", "r1", "r2"])
    assert list(result.by_unit) == ["r1", "r2"]
    assert result.by_unit["r2"][0] == 1.0
    assert result.by_unit["r1"][0] == 0.5


def test_figures_by_theme_name_no_theme():
    """None and the empty label are one label, called none."""
    result = agreement([None, "a"], ["", "a"])
    assert set(result.by_theme) == {"none", "a"}
    assert result.observed == 1.0


@pytest.mark.parametrize(
    ("a", "b", "units", "code"),
    [
        (["x"], ["x", "y"], None, "agreement-length"),
        (["x"], ["x"], ["r", "s"], "agreement-length"),
        ([], [], None, "agreement-empty"),
        ({"p": "x"}, {"q": "x"}, None, "agreement-empty"),
        ({"p": "x"}, ["x"], None, "agreement-form"),
        ({"p": "x"}, {"p": "x"}, ["r"], "agreement-form"),
    ],
)
def test_misuse_is_refused(a, b, units, code):
    """Codings that don't fit each other are refused."""
    with pytest.raises(InputError) as caught:
        agreement(a, b, units=units)
    assert caught.value.code == code
