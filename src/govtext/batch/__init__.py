"""Inputs to exactly one Outcome each; ledger, store, engines.

``run`` goes over an archive and writes tables, ``stream`` yields outcomes, ``analyze_batch``
maps one Arrow batch, ``Results`` reads what a run has written.
"""
