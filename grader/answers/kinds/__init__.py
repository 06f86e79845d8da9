"""One answer kind a file."""
