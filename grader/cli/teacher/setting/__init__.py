"""What commands of a teacher start from: the course file, the gradebook, the wall, the log."""
