"""The door of the reports that go to a console; one file per thing that is shown."""

from grader.reports.console import make_console
from grader.reports.terminal_checks import print_checks
from grader.reports.terminal_class import print_class
from grader.reports.terminal_overview import print_catalogue, print_overview
from grader.reports.terminal_result import print_result

__all__ = ["make_console", "print_catalogue", "print_checks", "print_class", "print_overview", "print_result"]
