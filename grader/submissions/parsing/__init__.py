"""Bytes to cells of exercises, whatever has happened to the file."""
