"""Files that are whole or absent, temporary folders, the cache, results on the disk."""
