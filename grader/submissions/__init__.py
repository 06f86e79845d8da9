"""Reading hand-ins: files are found by a layout, and their bytes become cells of exercises.

Whatever parses a student's bytes here runs in a child (runner/child/tasks.py); the judge itself calls only `handin`,
`files` and the layouts, which look at names, sizes and dates.
"""
