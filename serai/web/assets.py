"""Our own stylesheets and scripts, and htmx from its package: served under their content's name."""

from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Final

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

OURS: Final = Path(str(files("serai.web").joinpath("static")))
HTMX: Final = Path(str(files("js_lib_htmx").joinpath("static")))


@cache
def asset(name: str) -> str:
    """The address of a file of ours, or of `htmx/htmx.min.js`; new content, new address."""
    found = next(folder / name for folder in (OURS, HTMX) if (folder / name).is_file())
    return f"/static/{name}?v={sha256(found.read_bytes()).hexdigest()[:12]}"


class _Kept(StaticFiles):
    """Files that browsers keep forever when their address names their content."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, with its cache headers."""
        response = await super().get_response(path, scope)
        named = b"v=" in scope.get("query_string", b"")
        response.headers["cache-control"] = (
            "public, max-age=31536000, immutable" if named else "no-cache"
        )
        return response


def static_files() -> StaticFiles:
    """What is mounted at /static."""
    return _Kept(directory=OURS, packages=[("js_lib_htmx", "static")])
