"""`%grade` in a notebook: what happens in the kernel. It holds no key; a process of its own judges."""
