"""The teacher's desk: what stays between two runs, what is decided by hand, what goes back."""
