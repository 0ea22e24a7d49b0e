"""Our own stylesheets and scripts, and htmx from its package: served under their content's name."""

import gzip
import re
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files
from os import PathLike
from pathlib import Path
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

OURS: Final = Path(str(files("serai.web").joinpath("static")))
HTMX: Final = Path(str(files("js_lib_htmx").joinpath("static")))
PRESSED: Final = frozenset({".js", ".css", ".svg"})
SEWN_MOST: Final = 6
_SHEET: Final = re.compile(r"[a-z]{1,20}")
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
def sheets(*names: str) -> str:
    """The address of these stylesheets as one, in this order: `sheets("serai", "frame")`."""
    for name in names:
        asset(f"{name}.css")
    return f"/static/{version()}/{'+'.join(names)}.css"


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
        bare = path[named.end() :] if named else path
        if sewn := _sewn(bare):
            response: Response = Response(sewn, media_type="text/css")
            if _wants_packed(scope, bare):
                response = _packed(_pressed(sewn), "text/css")
        else:
            response = await super().get_response(bare, scope)
            if isinstance(response, FileResponse) and _wants_packed(scope, response.path):
                packed = _pressed(_read(Path(response.path)))
                response = _packed(packed, response.media_type or "")
        current = named is not None and named.group() == f"{version()}/"
        response.headers["cache-control"] = (
            "public, max-age=31536000, immutable" if current else "no-cache"
        )
        return response


@lru_cache(maxsize=64)
def _sewn(path: str) -> bytes:
    """The stylesheets that `path` names as one; empty where it names no such thing."""
    names = path.removesuffix(".css").split("+") if path.endswith(".css") else []
    if not 1 < len(names) == len(set(names)) <= SEWN_MOST:
        return b""
    found = [OURS / f"{name}.css" for name in names if _SHEET.fullmatch(name)]
    if len(found) < len(names) or not all(map(Path.is_file, found)):
        return b""
    return b"".join(map(_read, found))


@cache
def _read(path: Path) -> bytes:
    return path.read_bytes()


def _wants_packed(scope: Scope, path: str | PathLike[str]) -> bool:
    accepts = "gzip" in Headers(scope=scope).get("accept-encoding", "")
    return accepts and Path(path).suffix in PRESSED


@lru_cache(maxsize=128)
def _pressed(data: bytes) -> bytes:
    """Pressed as hard as can be, once: it goes over the wire a thousand times."""
    return gzip.compress(data, 9, mtime=0)


def _packed(data: bytes, kind: str) -> Response:
    headers = {"content-encoding": "gzip", "vary": "Accept-Encoding"}
    return Response(data, headers=headers, media_type=kind)


def static_files() -> StaticFiles:
    """What is mounted at /static."""
    return _Kept(directory=OURS, packages=[("js_lib_htmx", "static")])
