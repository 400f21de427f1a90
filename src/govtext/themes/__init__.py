"""One theme a paragraph: taxonomy, features, classifier, training, the shipped model."""
