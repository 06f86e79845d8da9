"""What an exception tells a beginner."""
