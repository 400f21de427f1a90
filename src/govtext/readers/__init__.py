"""Bytes to Source and text, one file a format."""
