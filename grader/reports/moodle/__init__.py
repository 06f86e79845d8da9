"""Moodle's grading worksheet: read, brought together with students, filled in."""
