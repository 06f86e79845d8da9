"""What other programs read of a class: Moodle, spreadsheets, nbgrader, Gradescope, Classroom 50, CI servers."""
