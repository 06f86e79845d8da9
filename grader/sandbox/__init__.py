"""The wall: a named task runs in a fresh child process and answers in frames of plain data.

    lane (judge's side) --control socket--> zygote --fork--> child: apply_wall(), task(job, channel)
          '------------- job pipe, frame pipe, log pipe -------'

Nothing here knows of notebooks or exercises. Importing this package imports nothing that only Linux has.
"""
