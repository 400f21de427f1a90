"""Inputs to exactly one outcome each."""
