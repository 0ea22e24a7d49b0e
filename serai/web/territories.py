"""Countries and regions, as the reader calls them, in the order in which they look for them."""

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from babel import Locale

from serai.web.filters import BABEL

_NO_PLACES: Final = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})
"""Codes that name no territory where somebody could live."""

_SORTED: Final[dict[str, Callable[[str], object]]] = {
    "en": lambda name: name.replace("Å", "A").replace("Ô", "O").casefold(),
    "zh": lambda name: name.encode("gb18030"),  # its first level stands in the order of pinyin
}


@lru_cache(maxsize=8)
def territories(locale: str) -> tuple[tuple[str, str], ...]:
    """Code and name of each territory, sorted by name."""
    named = Locale.parse(BABEL[locale]).territories
    found = [
        (code, name)
        for code, name in named.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_PLACES  # noqa: PLR2004
    ]
    sort = _SORTED[locale]
    return tuple(sorted(found, key=lambda pair: sort(pair[1])))  # type: ignore[arg-type,return-value]
