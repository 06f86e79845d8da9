"""What another process has computed and waited, measured from outside; it has no say in it."""
