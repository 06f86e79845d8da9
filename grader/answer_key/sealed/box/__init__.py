"""What a sealed key is made of: boxes that a word opens, the plan of them, and the file that they lie in."""
