"""What else the source of an exercise gives: its description, model answers, pictures, mutants, secrets."""
