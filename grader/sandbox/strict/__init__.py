"""What is done beforehand for children that may not open any file (level `strict`)."""
