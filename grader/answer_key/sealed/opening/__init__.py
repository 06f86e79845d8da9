"""A sealed key at work, at the student's."""
