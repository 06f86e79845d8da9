"""Results of a class in a database: append-only, with the teacher's decisions beside them."""
