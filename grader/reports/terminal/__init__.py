"""What a console shows."""
