"""Why a student's function is not right: causes in their order, the general ones first, each told once."""
