"""An autograder for mathematics-and-code exercises: every verdict has a reason that can be checked."""

__version__ = "1.0"


def load_ipython_extension(shell):  # type: ignore[no-untyped-def]
    """What `%load_ext grader` calls in a notebook: adds `%grade`."""
    from importlib import import_module  # by name: the grader itself imports nothing by being imported

    import_module("grader.notebook.extension").load_in(shell)


def unload_ipython_extension(shell):  # type: ignore[no-untyped-def]
    """What `%unload_ext grader` calls."""
    from importlib import import_module

    import_module("grader.notebook.extension").unload_from(shell)
