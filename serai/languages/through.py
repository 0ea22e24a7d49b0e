"""Texts through one engine, with what must stay as it is put back in its place."""

from collections.abc import Sequence

from serai.languages.as_is import Covered, Left, between, prepare, uncover
from serai.languages.engine import Engine


async def through(
    engine: Engine, texts: Sequence[str], source: str, target: str
) -> list[str | None]:
    """`texts` in `target`, in order; None for each that the engine did not translate."""
    cut = [prepare(text, source) for text in texts]
    said = [part.text for parts in cut for part in parts if isinstance(part, Covered)]
    made = await engine.translate(said, source, target) if said else []
    if made is None or len(made) != len(said):
        return [None] * len(texts)
    told = iter(made)
    whole: list[str | None] = []
    for parts in cut:
        own = [next(told) if isinstance(part, Covered) else part.text for part in parts]
        whole.append(await _put_together(engine, parts, own, (source, target)))
    return whole


async def _put_together(
    engine: Engine, parts: Sequence[Covered | Left], own: Sequence[str], pair: tuple[str, str]
) -> str | None:
    whole = ""
    for part, made in zip(parts, own, strict=True):
        told: str | None = made
        if isinstance(part, Covered):
            told = uncover(made, part.kept) or await _by_stretch(engine, part, pair)
        if told is None:
            return None
        whole += told
    return whole


async def _by_stretch(engine: Engine, covered: Covered, pair: tuple[str, str]) -> str | None:
    """The words between the marks by themselves, where the engine lost one."""
    cut = between(covered)
    words = [(nth, one) for nth, one in enumerate(cut) if not nth % 2 and one.strip()]
    again = await engine.translate([one.strip() for _, one in words], *pair)
    if again is None or len(again) != len(words):
        return None
    for (nth, one), told in zip(words, again, strict=True):
        cut[nth] = one.replace(one.strip(), told, 1)
    return "".join(cut)
