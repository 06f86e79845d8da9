"""Matches become verdicts, verdicts a result, results a class; the self-check of exercises."""
