"""Fetch a file of a model, with a way to tell how far it is; taken up again where it stopped."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import httpx

from serai.models.pairs import PairError

_CHUNK: Final = 1 << 16
_PATIENCE: Final = httpx.Timeout(60, connect=15)
_LARGEST: Final = 1 << 30
_PARTIAL: Final = 206

Progress = Callable[[int, int], None]
"""Told (bytes here, bytes in all); 0 where the server does not say how many."""


def fetch_file(address: str, into: Path, sha256: str | None, tell: Progress) -> Path:
    """The file at `address`, in the folder `into` under its own name.

    What came before a break lies there as NAME.part and is gone on with. Raises `PairError` where
    the server refuses, or where the file is not the one with this SHA-256: then it is thrown away.
    """
    parts = urlsplit(address)
    name = Path(parts.path).name
    if parts.scheme not in {"https", "http"} or not name:
        raise PairError(f"{address} is no address of a file")
    into.mkdir(parents=True, exist_ok=True)
    begun, done = into / f"{name}.part", into / name
    try:
        _download(address, begun, tell)
    except httpx.HTTPError as wrong:
        said = str(wrong) or type(wrong).__name__
        raise PairError(f"{name} did not come whole ({said}); run it again to go on") from wrong
    with begun.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if sha256 is not None and found != sha256.lower():
        begun.unlink()
        raise PairError(f"{name} is not the file that was meant: its SHA-256 is {found}")
    return begun.replace(done)


def _download(address: str, begun: Path, tell: Progress) -> None:
    here = begun.stat().st_size if begun.exists() else 0
    asked = {"accept-encoding": "identity"} | ({"range": f"bytes={here}-"} if here else {})
    with httpx.stream(
        "GET", address, headers=asked, timeout=_PATIENCE, follow_redirects=True
    ) as answer:
        if answer.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
            begun.unlink()  # longer than the file is: it was of another one
            _download(address, begun, tell)
            return
        answer.raise_for_status()
        here = here if answer.status_code == _PARTIAL else 0
        whole = here + int(answer.headers.get("content-length", 0))
        with begun.open("ab" if here else "wb") as file:
            for chunk in answer.iter_raw(_CHUNK):
                file.write(chunk)
                here += len(chunk)
                if here > _LARGEST:
                    raise PairError("the file is larger than 1 GB, too large for a model")
                tell(here, max(whole, here))
