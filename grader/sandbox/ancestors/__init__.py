"""Processes that import once what many need, and fork them: zygotes, and the workers of an answer key."""
