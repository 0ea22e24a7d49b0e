"""Jobs: work that outlives a request: outbox and worker."""

from serai.jobs.announce import announce
from serai.jobs.backoff import wait_before
from serai.jobs.enqueue import enqueue
from serai.jobs.graph import (
    Graph,
    Handler,
    Standing,
    Stands,
    State,
    begin,
    begin_again,
    forget_progress,
    go_through,
    laments_of,
    standing,
    stands,
    work_of,
)
from serai.jobs.plan import Chore, Lament, Plan, Reaction, Sweep, Work
from serai.jobs.read import Backlog, backlog
from serai.jobs.worker import Worker

__all__ = [
    "Backlog",
    "Chore",
    "Graph",
    "Handler",
    "Lament",
    "Plan",
    "Reaction",
    "Standing",
    "Stands",
    "State",
    "Sweep",
    "Work",
    "Worker",
    "announce",
    "backlog",
    "begin",
    "begin_again",
    "enqueue",
    "forget_progress",
    "go_through",
    "laments_of",
    "standing",
    "stands",
    "wait_before",
    "work_of",
]
