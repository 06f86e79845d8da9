"""The sentences, by what cannot be read: each file has its `ROWS`, and one more file is one more."""
