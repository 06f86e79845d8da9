"""Text to tokens: signs, words and numbers as people write them, brackets, commas."""
