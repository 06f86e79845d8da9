"""The student's kit: stubs, sealed keys, the grader without its authors' half, and the proof that nothing leaks."""
