"""One generic mistake a file, found by listing the folder."""
