"""A class on many machines: what crosses between them, what a worker does, and how the work is handed out."""
