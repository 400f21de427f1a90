"""Lexicons: TSV and TOML data, loaded once into immutable tables and matchers."""
