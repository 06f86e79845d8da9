"""Which files are handed in, and by whom: folders, archives, layouts."""
