"""Live Python values and everyday texts to canonical answers."""
