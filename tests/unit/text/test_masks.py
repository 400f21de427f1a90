"""Masks: which signs stand for a figure."""

import pytest

from govtext.text.masks import is_mask


@pytest.mark.parametrize(
    "text", ["*", "**", "×", "××", "XX", "X", "x.x", "某", "○○", "□", "__"]
)
def test_mask_signs(text):
    """Every mask of the annotation guide is one."""
    assert is_mask(text)


@pytest.mark.parametrize("text", ["", "3", "人", "4G", "XAB", "*人"])
def test_other_text_is_no_mask(text):
    """Digits, words and Latin words are no masks."""
    assert not is_mask(text)
