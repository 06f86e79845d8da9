"""What the source of a cell says before it runs: names, magics, side effects, calls."""
