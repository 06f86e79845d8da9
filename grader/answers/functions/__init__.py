"""Functions that students hand in: signatures, arguments, calls, and functions that are handed to them."""
