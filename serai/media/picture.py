"""What a picture is."""

from typing import Literal

from msgspec import Struct

from serai.kernel import PersonId, PictureId
from serai.media.box import Box
from serai.media.developed import Format, Use

Kind = Literal["photo", "cover"]


class Variant(Struct, frozen=True):
    """One size in one format; `address` names its blob, `use` the place it was cut for.

    `width` and `height` are pixels; `card` variants are cropped to between 3:4 and 4:3.
    """

    use: Use
    format: Format
    width: int
    height: int
    address: str


class Crop(Struct, frozen=True):
    """Which part its owner chose to show, when (epoch microseconds), and the file of the whole.

    `whole` stands apart from the variants, so that nothing that shows a picture can show it.
    """

    box: Box
    whole: Variant
    at: int


class Picture(Struct, frozen=True):
    """A received picture, upright and without metadata; sizes in pixels, times in microseconds."""

    id: PictureId
    owner: PersonId
    kind: Kind
    width: int
    height: int
    placeholder: str
    alt: str
    variants: tuple[Variant, ...]
    received_at: int
    crop: Crop | None = None
