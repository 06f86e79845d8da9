"""How an answer is read in the child and compared in the key worker; `door` is what a child needs, `kinds` one file each."""
