"""Files of students: their names, their bytes, what was read of them."""
