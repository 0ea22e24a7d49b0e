"""Photos with a film inside, as phones make them."""

from serai.clips.boxes import make
from tests.clips.made import Shape, clip_bytes
from tests.media.made import corner, saved

FILM = clip_bytes("mp4", Shape(seconds=0.5, width=64, height=64))
JPEG = saved(corner(), "JPEG")
HEIC = saved(corner(), "HEIF")
ITEM = '<Container:Item Item:Mime="video/mp4" Item:Semantic="MotionPhoto" Item:Length="{}"/>'


def described(words: str) -> bytes:
    """A JPEG with these words in its XMP."""
    body = b"http://ns.adobe.com/xap/1.0/\0" + words.encode()
    return JPEG[:2] + b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body + JPEG[2:]


PHOTOS = {
    "micro video": described(f'GCamera:MicroVideoOffset="{len(FILM)}"') + FILM,
    "motion photo": described(ITEM.format(len(FILM))) + FILM,
    "samsung": JPEG + b"\0\0\x30\x0a\x10\0\0\0MotionPhoto_Data" + FILM + b"SEFHe\0\0\0\1\0\0\0SEFT",
    "heic": HEIC + make(b"mpvd", FILM),
}
