"""Whom does an observation behave like? The process with references, what it knows, and who asks it."""
