"""What an answer or a file tells that cannot be read: one table from the codes of a child to sentences."""
