"""What a generic mistake is, and what may be asked of it."""
