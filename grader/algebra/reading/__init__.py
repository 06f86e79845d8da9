"""Everyday notation and LaTeX to trees: tokens, brackets, separators, words, a Pratt parser."""
