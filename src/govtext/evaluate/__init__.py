"""Gold and predicted to scores; agreement between coders."""

from govtext.evaluate.agreement import Agreement, agreement

__all__ = ["Agreement", "agreement"]
