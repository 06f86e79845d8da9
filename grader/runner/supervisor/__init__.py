"""The judge's side of a run: what a child may say, and what its end means."""
