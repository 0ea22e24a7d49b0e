"""Media: pictures received, checked, cut and served."""

from serai.media.at_hand import at_hand
from serai.media.avif import SLIM_WORK, Slimming, on_picture_received, slimming
from serai.media.behind import behind
from serai.media.blobs import ADDRESS, BYTES, MEDIA_TYPES, PIECE, Blobs
from serai.media.box import RATIOS, Box, centred, from_percents, percents
from serai.media.cover import COLOURS, STYLES, WORDS_LIMIT, Style
from serai.media.crop import Recut, box_of, crop, recut, whole_of
from serai.media.darkroom import ChildDarkroom, Darkroom, ThreadDarkroom
from serai.media.describe import describe
from serai.media.discard import discard
from serai.media.erase import erase, export
from serai.media.folder_blobs import FolderBlobs
from serai.media.forget import FORGET_WORK, SETTLED, Kept, forget_work, let_go
from serai.media.limits import PictureLimits
from serai.media.memory_blobs import MemoryBlobs
from serai.media.orphans import orphan_chore
from serai.media.picture import Crop, Picture, Variant
from serai.media.prepare import Prepared, prepare, set_cover
from serai.media.read import pictures, pictures_at, pictures_of
from serai.media.receive import receive
from serai.media.s3_blobs import Bucket, S3Blobs
from serai.media.tidy import PATIENCE, TIDY_WORK, tidy_later, tidy_work

__all__ = [
    "ADDRESS",
    "BYTES",
    "COLOURS",
    "FORGET_WORK",
    "MEDIA_TYPES",
    "PATIENCE",
    "PIECE",
    "RATIOS",
    "SETTLED",
    "SLIM_WORK",
    "STYLES",
    "TIDY_WORK",
    "WORDS_LIMIT",
    "Blobs",
    "Box",
    "Bucket",
    "ChildDarkroom",
    "Crop",
    "Darkroom",
    "FolderBlobs",
    "Kept",
    "MemoryBlobs",
    "Picture",
    "PictureLimits",
    "Prepared",
    "Recut",
    "S3Blobs",
    "Slimming",
    "Style",
    "ThreadDarkroom",
    "Variant",
    "at_hand",
    "behind",
    "box_of",
    "centred",
    "crop",
    "describe",
    "discard",
    "erase",
    "export",
    "forget_work",
    "from_percents",
    "let_go",
    "on_picture_received",
    "orphan_chore",
    "percents",
    "pictures",
    "pictures_at",
    "pictures_of",
    "prepare",
    "receive",
    "recut",
    "set_cover",
    "slimming",
    "tidy_later",
    "tidy_work",
    "whole_of",
]
