import pytest

from serai.entry.words import load_words
from tests.arrive.archives import HOSTILE


@pytest.mark.parametrize("locale", ["en", "zh"])
@pytest.mark.parametrize(
    "code", sorted({code for _, code in HOSTILE.values()} | {"arrive.too_large", "arrive.gone"})
)
def test_every_refusal_says_what_is_safe_in_both_languages(code: str, locale: str) -> None:
    said = load_words().refusals[code].spoken(locale, {"limit": 5})
    assert len(said) > 20
    assert "{" not in said
