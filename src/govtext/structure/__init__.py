"""Text to headings, paragraphs with roles, leads, items, sentences and clauses."""
