"""Text to words with parts of speech and terms; the only place that knows a segmenter."""

from govtext.segment.segmenter import Segmenter

__all__ = ["Segmenter"]
