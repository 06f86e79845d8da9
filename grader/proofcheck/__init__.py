"""An independent checker of proofs: it knows the syntax tree and nothing of the provers."""
