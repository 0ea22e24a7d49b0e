"""The house's own worker, with crafts that need no process."""

from serai.jobs import Plan, Worker
from serai.media import MemoryBlobs
from serai.models import AbsentEncoder, RememberedEncoder
from serai.notes import Senses
from serai.store import Database
from tests.world import a_plan


def plan() -> Plan:
    blobs = MemoryBlobs()
    return a_plan(blobs, Senses(RememberedEncoder(), AbsentEncoder("a test"), blobs))


def worker(database: Database) -> Worker:
    return Worker(database, plan())
