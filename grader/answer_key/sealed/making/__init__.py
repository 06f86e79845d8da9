"""From an exercise to its sealed key, at the teacher's."""
