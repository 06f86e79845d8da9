"""What a sentence is made of: what a child may fill in, what the judge knows itself."""
