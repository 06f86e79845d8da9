"""Frames and control messages: the only things that pass."""
