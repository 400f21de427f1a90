"""Themes: what each paragraph is about, with evidence, doubt and the right to abstain."""
