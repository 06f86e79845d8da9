"""What stands between a child and the machine: limits, Landlock, seccomp, privileges."""
