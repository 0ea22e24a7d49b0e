"""The house's own worker, with crafts that need no process."""

from serai.jobs import Plan, Worker
from serai.media import MemoryBlobs, ThreadDarkroom
from serai.models import AbsentEncoder, RememberedEncoder
from serai.notes import Senses
from serai.plan import make_plan
from serai.store import Database


def plan() -> Plan:
    blobs = MemoryBlobs()
    senses = Senses(RememberedEncoder(), AbsentEncoder("a test"), blobs)
    return make_plan(blobs, ThreadDarkroom(), senses)


def worker(database: Database) -> Worker:
    return Worker(database, plan())
