"""`python -m grader.cli`."""

from grader.cli.main import main

if __name__ == "__main__":
    main()
