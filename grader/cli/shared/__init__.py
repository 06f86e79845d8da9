"""What commands for everybody need: the language, the course, an end without a traceback."""
