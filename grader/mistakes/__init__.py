"""Mistakes that have nothing to do with the exercise: what they are, how they show, one file each."""
