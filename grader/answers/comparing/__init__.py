"""What several kinds need to compare: invariants, ends of sets, sets of points, rounding."""
