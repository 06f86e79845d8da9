"""How a class can lie on a disk: one layout a file."""
