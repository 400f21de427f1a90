"""Text to words with parts of speech and terms; the only place that knows a segmenter."""
