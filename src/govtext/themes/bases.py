"""scikit-learn's base classes, whose types stand in the stub beside this file."""

from sklearn.base import BaseEstimator, ClassifierMixin, TransformerMixin

__all__ = ["BaseEstimator", "ClassifierMixin", "TransformerMixin"]
