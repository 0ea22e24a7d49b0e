"""Words that become the picture of a note, in a style that says how they are meant."""

import io
from typing import Final, Literal, get_args

from PIL import Image

from serai.kernel import Refusal, clean
from serai.media import _layouts
from serai.media._chunks import curly
from serai.media._grounds import SIZE, darkened, lamplit, slope
from serai.media._layouts import Inks, set_plain
from serai.media._lettering import Piece, draw_pieces, lacking
from serai.media._lines import Setting

__all__ = ["SIZE", "draw_cover", "draw_lines", "set_words"]

Style = Literal[
    "paper", "photo", "dark", "quote", "list", "big", "sand", "rose", "teal", "ink", "night"
]
STYLES: Final[tuple[Style, ...]] = get_args(Style)
"""Six layouts, and the plain one on five more grounds."""

COLOURS: Final[dict[Style, tuple[str, str, str, str]]] = {
    "paper": ("#FDFBF8", "#F3EDE4", "#1E1A16", "#C8321A"),
    "photo": ("#4A4640", "#1A1612", "#FFFFFF", "#FFFFFF"),
    "dark": ("#20231F", "#0E0F12", "#F3EEE7", "#F2A65A"),
    "quote": ("#EEF3EF", "#DCE8E4", "#163B39", "#1F6F6B"),
    "list": ("#FFF8EA", "#F7EBD3", "#2B2218", "#C8321A"),
    "big": ("#FBF4EC", "#F5E6DA", "#1E1A16", "#B92D17"),
    "sand": ("#FFF1D6", "#FFE2C0", "#33251A", "#33251A"),
    "rose": ("#F8DDD8", "#F3CFC9", "#561C14", "#561C14"),
    "teal": ("#237571", "#1A5F5B", "#FBF8F4", "#FBF8F4"),
    "ink": ("#2A2520", "#1A1612", "#F3EEE7", "#F3EEE7"),
    "night": ("#2B2F5B", "#1A1B3A", "#EFEBFF", "#EFEBFF"),
}
"""Ground from the top left, to the bottom right, the ink on it, and what stands beside the words.

Every pair of ground and ink is above 5:1.
"""

WORDS_LIMIT: Final = 300
"""Characters a cover holds; about 60 of them are set large."""

_LAYOUT: Final = {
    "photo": _layouts.low,
    "dark": _layouts.low,
    "quote": _layouts.quote,
    "list": _layouts.items,
    "big": _layouts.big,
}


def draw_cover(words: str, style: Style, photo: bytes = b"") -> Image.Image:
    """`words` in `style`, 1080 by 1440 pixels, RGB; `photo` is one of our cuts, to stand behind.

    Raises `Refusal` media.cover_empty, media.cover_too_long, media.cover_glyph_missing or
    media.cover_photo_missing.
    """
    if style == "photo" and not photo:
        raise Refusal("media.cover_photo_missing")
    pieces = lay_out(words, style)
    picture = lay_ground(style, photo, pieces)
    with Image.open(io.BytesIO(_drawn(pieces, "png"))) as lettering:
        picture.paste(lettering, mask=lettering.getchannel("A"))
    return picture


def lay_out(words: str, style: Style) -> list[Piece]:
    """Which words stand where; raises as `draw_cover` does."""
    *_, ink, accent = COLOURS[style]
    return _LAYOUT.get(style, _layouts.plain)(_checked(words), Inks(ink, accent))


def lay_ground(style: Style, photo: bytes, pieces: list[Piece]) -> Image.Image:
    """What the words stand on: for a photo as dark under them as they need it."""
    light, deep, _, accent = COLOURS[style]
    if style == "dark":
        return lamplit(light, deep, accent)
    if style != "photo":
        return slope(light, deep)
    [words] = pieces
    _, top, _, height = words.box
    tall = len(words.setting.lines) * words.setting.size * words.leading
    with Image.open(io.BytesIO(photo)) as behind:
        return darkened(behind, round(top + height - tall) - 40)


def draw_lines(setting: Setting, ink: str, kind: Literal["png", "svg"]) -> bytes:
    """The lettering of plain lines alone, on nothing, in the colour `ink` (#rrggbb)."""
    return _drawn([Piece(setting, (97, 68, 886, 1246), ink)], kind)


def _drawn(pieces: list[Piece], kind: Literal["png", "svg"]) -> bytes:
    drawn = draw_pieces(pieces, kind)
    if drawn is None:
        raise Refusal("media.cover_too_long", limit=WORDS_LIMIT)
    return drawn


def set_words(words: str) -> Setting:
    """The lines `words` fall into on a plain cover, and their size; raises as `draw_cover` does."""
    return set_plain(_checked(words))


def _checked(words: str) -> str:
    words = clean(words, limit=WORDS_LIMIT, code="media.cover_too_long")
    if not words.strip():
        raise Refusal("media.cover_empty")
    if missing := lacking(words):
        raise Refusal("media.cover_glyph_missing", characters=" ".join(missing[:8]))
    return curly(words)
