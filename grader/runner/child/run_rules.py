"""What a child does that holds what a student's functions returned against the public checks of a kit.

Neither keys nor the student's code are near: only plain data comes in, and one frame with yes or no for each check goes out.
"""

from __future__ import annotations

from grader.answers.functions.arguments import wanted_modules
from grader.answers.functions.rules import passed
from grader.sandbox.children.channel import Channel
from grader.sandbox.protocol.frames import Frame


def run_rules(job: Frame, channel: Channel) -> None:
    """Say of each rule whether the calls pass it."""
    channel.want(tuple(sorted(wanted_modules([call["probe"] for call in job["calls"]]))))
    channel.send({"is": "passed", "rules": passed(job["source"], job["given"], job["calls"], job["rules"])})
