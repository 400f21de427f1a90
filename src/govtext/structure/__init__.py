"""Text to headings, paragraphs with roles, leads, items, sentences and clauses."""

from govtext.structure.read import Structure, read_structure

__all__ = ["Structure", "read_structure"]
