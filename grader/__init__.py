"""An autograder for mathematics-and-code exercises: every verdict has a reason that can be checked."""

__version__ = "1.0"
