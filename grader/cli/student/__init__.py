"""`grade ex10`, `--watch`, `--hint`, `grade`, `grade page`: the commands of students, and the judge of a notebook."""
