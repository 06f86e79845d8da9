"""Whose work is like whose: copies among a class, and model solutions handed in. Flags for a teacher, never points."""
