"""Our own stylesheets and scripts, and htmx from its package: served under their content's name."""

import gzip
import re
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

OURS: Final = Path(str(files("serai.web").joinpath("static")))
HTMX: Final = Path(str(files("js_lib_htmx").joinpath("static")))
PRESSED: Final = frozenset({".js", ".css", ".svg"})
_VERSION: Final = re.compile(r"[0-9a-f]{12}/")


@cache
def asset(name: str) -> str:
    """The address of a file of ours, or of `htmx/htmx.min.js`; new content, new address.

    All files share one version, which stands before their names: a module that imports "./other.js"
    gets the very file that the page loads.
    """
    if not any((folder / name).is_file() for folder in (OURS, HTMX)):
        raise FileNotFoundError(name)
    return f"/static/{version()}/{name}"


@cache
def version() -> str:
    """The name of everything under static/ taken together."""
    whole = sha256()
    for file in sorted(OURS.rglob("*.*")):
        whole.update(file.name.encode())
        whole.update(file.read_bytes())
    return whole.hexdigest()[:12]


class _Kept(StaticFiles):
    """Files that browsers keep forever when their address names their content."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, with its cache headers."""
        named = _VERSION.match(path)
        response = await super().get_response(path[named.end() :] if named else path, scope)
        if isinstance(response, FileResponse) and _wants_packed(scope, response):
            response = _packed(Path(response.path), response.media_type or "")
        current = named is not None and named.group() == f"{version()}/"
        response.headers["cache-control"] = (
            "public, max-age=31536000, immutable" if current else "no-cache"
        )
        return response


def _wants_packed(scope: Scope, response: FileResponse) -> bool:
    accepts = "gzip" in Headers(scope=scope).get("accept-encoding", "")
    return accepts and Path(response.path).suffix in PRESSED


@cache
def _bytes(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 9, mtime=0)


def _packed(path: Path, kind: str) -> Response:
    """The file pressed as hard as can be, once: it goes over the wire a thousand times."""
    headers = {"content-encoding": "gzip", "vary": "Accept-Encoding"}
    return Response(_bytes(path), headers=headers, media_type=kind)


def static_files() -> StaticFiles:
    """What is mounted at /static."""
    return _Kept(directory=OURS, packages=[("js_lib_htmx", "static")])
