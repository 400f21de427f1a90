"""Text to words with parts of speech and terms; the only place that knows a segmenter."""

from govtext.segment.keywords import Keyword, TermCount, count_terms, find_keywords
from govtext.segment.segmenter import Segmenter

__all__ = ["Keyword", "Segmenter", "TermCount", "count_terms", "find_keywords"]
