"""Proved, refuted or undecided, from the methods below, the cheapest first."""
