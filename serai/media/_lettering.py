"""Lettering: pieces of text measured and drawn by typst, in fonts that know every script."""

import json
from functools import cache
from importlib import resources
from pathlib import Path
from threading import Lock
from typing import Any, Final, Literal

import typst
from msgspec import Struct

from serai.media._chunks import Run, right_to_left, runs
from serai.media._coverage import missing
from serai.media._lines import Setting

_ROOM = Path(__file__).parent
_ONE_AT_A_TIME: Final = Lock()
"""The compiler belongs to whoever uses it; a second thread would be refused."""

Box = tuple[int, int, int, int]
"""Left, top, width and height in pixels of a cover."""


class Piece(Struct, frozen=True):
    """Lines that stand together in `box`, at its beginning or in its middle.

    `markers` stand before the lines where an item begins (one a line, empty for the others), in the
    room of `indent` pixels left of the box, right of it for text that is read from the right.
    """

    setting: Setting
    box: Box
    ink: str
    down: Literal["top", "horizon", "bottom"] = "horizon"
    along: Literal["start", "center"] = "start"
    leading: float = 1.42
    markers: tuple[str, ...] = ()
    indent: int = 0
    accent: str = ""
    between: float = 0


def draw_pieces(pieces: list[Piece], kind: Literal["png", "svg"]) -> bytes | None:
    """The lettering alone, on nothing; None where it would not be one page."""
    given = _given(pieces=[_told(piece) for piece in pieces])
    with _ONE_AT_A_TIME:
        drawn = _compiler().compile(format=kind, ppi=72, sys_inputs=given)
    return drawn if isinstance(drawn, bytes) else None


def _told(piece: Piece) -> dict[str, Any]:
    lines = piece.setting.lines
    rtl = next((right_to_left(line) for line in lines if line.strip()), False)
    left, top, width, height = piece.box
    left -= piece.indent if rtl else 0  # the room for markers stands on the other side
    return {
        "lines": [_runs(line) for line in lines],
        "box": (left, top, width, height),
        "rtl": rtl,
        "size": piece.setting.size,
        "gap": piece.leading - 1.16,
        "ink": piece.ink,
        "down": piece.down,
        "along": piece.along,
        "markers": piece.markers or ("",) * len(lines),
        "indent": piece.indent,
        "accent": piece.accent or piece.ink,
        "between": piece.between,
    }


def measure(texts: list[str]) -> list[float]:
    """The width of each text in ems, as typst sets it."""
    found = typst.query(
        _ROOM / "cover.typ",
        "<widths>",
        field="value",
        one=True,
        font_paths=_typst_fonts(),
        ignore_system_fonts=True,
        sys_inputs=_given(measure=[_runs(text) for text in texts]),
    )
    widths: list[float] = json.loads(found)
    return widths


def lacking(words: str) -> str:
    """The characters that no font of ours can draw."""
    return missing(words, _fonts())


def _runs(line: str) -> list[Run]:
    return runs(line, lambda word: missing(word, (_serif(),)))


def _given(**values: Any) -> dict[str, str]:
    return {"given": json.dumps(values)}


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(
        _ROOM / "cover.typ", root=_ROOM, font_paths=_typst_fonts(), ignore_system_fonts=True
    )


@cache
def _typst_fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[str(path) for path in _folders()],
    )


@cache
def _fonts() -> tuple[Path, ...]:
    return tuple(path for f in _folders() for path in sorted(f.iterdir()) if _is_font(path))


def _is_font(path: Path) -> bool:
    return path.suffix in {".ttf", ".otf", ".ttc"}


@cache
def _serif() -> Path:
    return _folders()[0] / "NotoSerifSC-Regular.otf"


@cache
def _folders() -> tuple[Path, ...]:
    packages = ("pylopdf_fonts_zh_cn", "manimgx_fonts_cjk", "manimgx_fonts")
    return tuple(Path(str(resources.files(package))) for package in packages)
