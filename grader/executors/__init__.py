"""Executors: a submission goes in, plain observations come out.

`tasks`, `running`, `standins` and `deadline` are what a child does; `local` and `attempt` are the judge's side of it.
"""
