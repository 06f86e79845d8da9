"""Is A the same as B? Proved, refuted or undecided, never guessed. `door` asks; the folders stand in the order of imports."""
