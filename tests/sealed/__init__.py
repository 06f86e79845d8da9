"""Sealed keys and kits."""
