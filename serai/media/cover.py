"""Words that become the picture of a note: set large in one of six styles."""

import io
import json
from functools import cache
from importlib import resources
from pathlib import Path
from threading import Lock
from typing import Any, Final, Literal, get_args

import typst
from PIL import Image, ImageColor

from serai.kernel import Refusal, clean
from serai.media._chunks import Run, curly, paragraphs, right_to_left, runs
from serai.media._coverage import missing
from serai.media._lines import Frame, Setting, set_lines

Style = Literal["paper", "sand", "rose", "teal", "ink", "night"]
STYLES: Final[tuple[Style, ...]] = get_args(Style)
"""The pairs of ground and ink a cover may have."""

COLOURS: Final[dict[Style, tuple[str, str, str]]] = {
    "paper": ("#FDFBF8", "#F3EDE4", "#1E1A16"),
    "sand": ("#FFF1D6", "#FFE2C0", "#33251A"),
    "rose": ("#F8DDD8", "#F3CFC9", "#561C14"),
    "teal": ("#237571", "#1A5F5B", "#FBF8F4"),
    "ink": ("#2A2520", "#1A1612", "#F3EEE7"),
    "night": ("#2B2F5B", "#1A1B3A", "#EFEBFF"),
}
"""Ground from the top left, to the bottom right, and the ink on it; every pair is above 5:1."""

WORDS_LIMIT: Final = 120
"""Characters a cover holds; about 60 of them are set large."""

_FRAME: Final = Frame(
    width=886,
    height=1090,
    sizes=((208, 1), (160, 2), (128, 4), (114, 5), (102, 6), (92, 8), (84, 9), (76, 10), (68, 12)),
    leading=1.42,
)
SIZE: Final = (1080, 1440)
_ROOM = Path(__file__).parent
_ONE_AT_A_TIME: Final = Lock()
"""The compiler belongs to whoever uses it; a second thread would be refused."""


def draw_cover(words: str, style: Style) -> Image.Image:
    """`words` in `style`, 1080 by 1440 pixels, RGB.

    Raises `Refusal` media.cover_empty, media.cover_too_long or media.cover_glyph_missing.
    """
    light, deep, ink = COLOURS[style]
    drawn = draw_lines(set_words(words), ink, "png")
    picture = _slope(light, deep)
    with Image.open(io.BytesIO(drawn)) as lettering:
        picture.paste(lettering, mask=lettering.getchannel("A"))
    return picture


def draw_lines(setting: Setting, ink: str, kind: Literal["png", "svg"]) -> bytes:
    """The lettering alone, on nothing, in the colour `ink` (#rrggbb)."""
    given = _given(
        lines=[_runs(line) for line in setting.lines],
        rtl=right_to_left(setting.lines[0]),
        size=setting.size,
        gap=_FRAME.leading - 1.16,
        ink=ink,
    )
    with _ONE_AT_A_TIME:
        drawn = _compiler().compile(format=kind, ppi=72, sys_inputs=given)
    if not isinstance(drawn, bytes):  # several pages would be a list
        raise Refusal("media.cover_too_long", limit=WORDS_LIMIT)
    return drawn


def _slope(light: str, deep: str) -> Image.Image:
    """An even slope of colour from the top left to the bottom right."""
    corners = Image.new("RGB", (2, 2), light)
    corners.putpixel((1, 1), ImageColor.getrgb(deep))
    middle = Image.blend(corners.crop((0, 0, 1, 1)), corners.crop((1, 1, 2, 2)), 0.5)
    corners.paste(middle, (1, 0))
    corners.paste(middle, (0, 1))
    return corners.resize(SIZE, Image.Resampling.BILINEAR, box=(0.5, 0.5, 1.5, 1.5))


def set_words(words: str) -> Setting:
    """The lines `words` fall into, and their size; raises as `draw_cover` does."""
    words = clean(words, limit=WORDS_LIMIT, code="media.cover_too_long")
    lines = paragraphs(curly(words))
    if not lines:
        raise Refusal("media.cover_empty")
    if lacking := missing(words, _fonts()):
        raise Refusal("media.cover_glyph_missing", characters=" ".join(lacking[:8]))
    chunks = [chunk for line in lines for chunk in line]
    widths = iter(_measure([chunk.text for chunk in chunks]))
    return set_lines([[(chunk, next(widths)) for chunk in line] for line in lines], _FRAME)


def _measure(texts: list[str]) -> list[float]:
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
