"""What is shown, whatever the medium: rows of a class, what to do next."""
