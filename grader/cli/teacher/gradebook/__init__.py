"""What a gradebook is asked to do: decide, grade again, verify, keep and forget."""
