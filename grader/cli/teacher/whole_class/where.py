"""Where a class is to be graded: on this machine, or on a cluster if one was named."""

from __future__ import annotations

from functools import partial

from grader.cli.shared.context import Context
from grader.cli.teacher.setting.teachers_wall import the_wall
from grader.cli.teacher.whole_class.lanes import Opened
from grader.cli.teacher.whole_class.local_lanes import local_lanes
from grader.cluster.address import Cluster, checked
from grader.errors import GraderError


def where(context: Context, cluster: Cluster | None, *, jobs: int, unsafe: bool, only: tuple[str, ...]) -> Opened:
    """Lanes that are not open yet.

    Raises:
        SandboxError: this system has no wall.
        GraderError: the address of the cluster is not taken.
    """
    if cluster is None:
        return partial(local_lanes, jobs=jobs, wall=the_wall(context, unsafe=unsafe), only=only)
    if unsafe:
        raise GraderError(
            "On a cluster hand-ins run behind a wall only. Leave out --cluster or --unsafe-no-sandbox.",
            de="Auf einem Cluster laufen Abgaben nur abgeschottet. Lass --cluster oder --unsafe-no-sandbox weg.",
        )
    at = checked(cluster)
    from grader.cli.teacher.whole_class.cluster_lanes import cluster_lanes

    return partial(cluster_lanes, context=context, cluster=at, only=only)
