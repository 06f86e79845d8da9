"""Receipts: what a student was told, signed, and whether grading it again tells the same."""
