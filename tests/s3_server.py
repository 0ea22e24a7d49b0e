"""A real S3-compatible store for the tests: SeaweedFS in a process of its own, on loopback."""

import json
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import httpx
from msgspec import Struct

from serai.media import Bucket

HERE: Final = "127.0.0.1"
BUCKET: Final = "serai"
KEY, SECRET = "a-key-of-tests", "a-secret-of-tests"
PATIENCE: Final = 60.0
PORTS: Final = (
    *("s3.port", "s3.port.grpc", "master.port", "master.port.grpc"),
    *("volume.port", "volume.port.grpc", "filer.port", "filer.port.grpc"),
)
RIGHTS: Final = {
    "identities": [
        {
            "name": "serai",
            "credentials": [{"accessKey": KEY, "secretKey": SECRET}],
            "actions": ["Admin", "Read", "Write", "List"],
        }
    ]
}


class S3Server(Struct, frozen=True):
    """Where it answers."""

    endpoint: str

    def corner(self) -> Bucket:
        """Its one bucket, under a prefix that nobody else has."""
        return Bucket(BUCKET, f"t{uuid.uuid4().hex}", self.endpoint, "us-east-1", KEY, SECRET)


@contextmanager
def run_server() -> Iterator[S3Server | None]:
    """Run it until the block ends; None where the program is not installed."""
    program = Path(sys.executable).parent / "weed"
    if not program.exists():
        yield None
        return
    with TemporaryDirectory(prefix="serai-s3-") as folder:
        home = Path(folder)
        (home / "rights.json").write_text(json.dumps(RIGHTS))
        ports = dict(zip(PORTS, free_ports(len(PORTS)), strict=True))
        with (home / "log").open("wb") as log:
            running = subprocess.Popen(  # noqa: S603 - the program of a package of ours
                [program, *_said(home, ports)], stdout=log, stderr=log, cwd=home
            )
        try:
            endpoint = f"http://{HERE}:{ports['s3.port']}"
            _wait(running, endpoint, home / "log")
            yield S3Server(endpoint)
        finally:
            running.terminate()
            try:
                running.wait(20)
            except subprocess.TimeoutExpired:
                running.kill()
                running.wait()


def free_ports(how_many: int) -> list[int]:
    """Ports that nobody listens on, all of them held until all are found."""
    with ExitStack() as held:
        probes = [held.enter_context(socket.socket()) for _ in range(how_many)]
        for probe in probes:
            probe.bind((HERE, 0))
        return [probe.getsockname()[1] for probe in probes]


def _said(home: Path, ports: dict[str, int]) -> list[str]:
    parts = {
        "dir": home,
        "ip": HERE,
        "ip.bind": HERE,
        "bucket": BUCKET,
        "s3.config": home / "rights.json",
        "s3.port.iceberg": 0,
        "s3.port.lance": 0,
        "filer.localSocket": home / "filer.sock",
        "master.telemetry": "false",
        "admin.ui": "false",
        "webdav": "false",
        **ports,
    }
    return ["mini", *(f"-{name}={value}" for name, value in parts.items())]


def _wait(running: "subprocess.Popen[bytes]", endpoint: str, log: Path) -> None:
    """Until the bucket is there: who has no key is sent away from it, and finds none before."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and running.poll() is None:
        try:
            if httpx.head(f"{endpoint}/{BUCKET}").status_code == httpx.codes.FORBIDDEN:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise RuntimeError(f"the store did not start: {log.read_text()[-2_000:]}")
