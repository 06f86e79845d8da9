"""`grade class` and `grade release`: the commands of teachers."""
