"""The key worker, and the judge's end of the conversation with it."""
