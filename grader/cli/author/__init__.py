"""`grade check`, `grade stubs`, `grade new`: the commands of authors."""
