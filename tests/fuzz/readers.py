"""What is fuzzed: the real readers, each with good files to begin from, made by code."""

import io
import json
import zipfile
from collections.abc import Callable
from tempfile import NamedTemporaryFile
from typing import Final

from msgspec import Struct
from msgspec.structs import replace
from PIL import ExifTags, Image, ImageCms

from serai.arrive import ArriveLimits, sample_archive
from serai.clips import ClipLimits
from serai.clips._probe import probe
from serai.clips.boxes import boxes, find, make, of_bytes, whole
from serai.clips.container import HEAD, sniff
from serai.clips.motion import motion_in
from serai.media import PictureLimits
from serai.media.decode import decode
from serai.media.variants import WIDTHS
from tests.arrive.archives import read, searches, zipped
from tests.clips.made import Shape, clip_bytes, loop
from tests.media.made import corner, plain, saved

LIMITS: Final = PictureLimits(max_side=2_000, max_pixels=1_000_000)
"""Large pictures are slow, and not what is looked for."""

SHORT: Final = ClipLimits(max_bytes=1_000_000, max_seconds=20, max_side=512, max_pixels=200_000)
SMALL: Final = ArriveLimits(unpacked=8 << 20)


class Reader(Struct, frozen=True):
    """`reads` answers or raises `Refusal`; whatever else happens is a finding."""

    seeds: Callable[[], list[bytes]]
    reads: Callable[[bytes], object]


def _picture(data: bytes) -> object:
    made = decode(data, LIMITS, widest=max(WIDTHS))
    if made.mode != "RGB" or made.info or max(made.size) > LIMITS.max_side:
        raise AssertionError(f"came out as {made.mode}, {made.size}, {made.info}")
    return made


def _pictures() -> list[bytes]:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    kinds = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF")
    made = [saved(corner(), kind) for kind in kinds]
    made += [saved(corner(), kind, exif=exif, icc_profile=profile) for kind in kinds]
    made += [saved(plain().convert(mode), "PNG") for mode in ("P", "L", "LA", "RGBA", "1")]
    return [*made, saved(plain().convert("CMYK"), "JPEG", progressive=True)]


def _json() -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(sample_archive(1_760_000_000_000_000, watched=12))) as sample:
        whole = sample.read("user_data_tiktok.json")
    return [whole, json.dumps(searches("noodles", "云南")).encode(), b'{"Activity": {}}']


TEXTS: Final = {
    "Like List": "Date: 2025-03-01 10:00:00\nLink: https://www.tiktokv.com/share/video/70/\n\n",
    "Searches": "Date: 2025-03-01 10:00:00\nSearch Term: noodles\n\nDate: 2025-03-02\n",
    "Posts": "Date: 2025-03-01 10:00:00\nLink: https://www.tiktokv.com/share/video/71/\n"
    "Title: on the road #云南\n\n",
}
LIKE: Final = 'window.YTD.like.part0 = [{"like": {"tweetId": "1525103891112128260"}}]'
ACCOUNT: Final = 'window.YTD.account.part0 = [{"account": {"username": "synth"}}]'


def _in_json(body: bytes) -> object:
    return read(body, SMALL)


def _in_text(body: bytes) -> object:
    return read(zipped(dict.fromkeys((f"TikTok/{name}.txt" for name in TEXTS), body), how=0), SMALL)


def _in_x(body: bytes) -> object:
    files: dict[str, bytes | str] = {"data/account.js": ACCOUNT, "data/like.js": body}
    return read(zipped(files | {"data/tweets.js": body, "data/profile.js": body}, how=0), SMALL)


def _archives() -> list[bytes]:
    texts = {f"TikTok/{name}.txt": body for name, body in TEXTS.items()}
    x = {"data/account.js": ACCOUNT, "data/like.js": LIKE}
    one = {"user_data.json": json.dumps(searches("tea"))}
    return [zipped(files, how=how) for files in (texts, x, one) for how in (0, 8)]


def _script(name: str, thing: object) -> bytes:
    return f"window.YTD.{name}.part0 = {json.dumps([thing])}".encode()


def _scripts() -> list[bytes]:
    tweet = {"id_str": "17", "created_at": "Sat Mar 01 18:00:00 +0000 2025", "full_text": "#tea"}
    profile = {"profile": {"description": {"bio": "noodles"}}}
    return [LIKE.encode(), _script("tweets", {"tweet": tweet}), _script("profile", profile)]


def _clips() -> list[bytes]:
    small = Shape(seconds=0.3, width=64, height=64)
    films = [clip_bytes(kind, small) for kind in ("mp4", "mov", "ts")]
    live = Shape(seconds=0.3, width=64, height=64, codec="libvpx", sound_codec="libopus")
    return [*films, clip_bytes("webm", replace(live, options=())), loop("GIF"), loop("WEBP")]


def _clip(body: bytes) -> object:
    with NamedTemporaryFile() as file:
        file.write(body)
        file.flush()
        with open(file.name, "rb") as source:  # noqa: PTH123 - as the studio opens it
            return probe(source, SHORT)


def _photos() -> list[bytes]:
    film = clip_bytes("mp4", Shape(seconds=0.2, width=32, height=32, sound=None))
    jpeg, heic = saved(corner(), "JPEG"), saved(corner(), "HEIF")
    said = f'GCamera:MicroVideoOffset="{len(film)}"'.encode()
    samsung = jpeg + b"MotionPhoto_Data" + film
    return [jpeg + said + film, samsung, heic + make(b"mpvd", film)]


def _boxes(body: bytes) -> object:
    """Where the film lies in a photo, and every box in it, all of them inside."""
    sniff(body[:HEAD])
    found = motion_in(body)
    around = whole(len(body))
    for box in (
        *boxes(of_bytes(body), 0, len(body)),
        *find(of_bytes(body), around, b"moov", b"trak"),
    ):
        if not 0 <= box.begin < box.content <= box.end <= len(body):
            raise ValueError(box)
    return found


READERS: Final = {
    "pictures": Reader(_pictures, _picture),
    "json": Reader(_json, _in_json),
    "text": Reader(lambda: [body.encode() for body in TEXTS.values()], _in_text),
    "x": Reader(_scripts, _in_x),
    "zip": Reader(_archives, lambda body: read(body, SMALL)),
    "clips": Reader(_clips, _clip),
    "boxes": Reader(_photos, _boxes),
}
