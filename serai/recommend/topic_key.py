"""The key of a topic that somebody names, where it can be one."""

from typing import Final

from serai.kernel import Refusal, clean_line
from serai.languages import is_wordy
from serai.recommend.topics import canonical

LONGEST: Final = 60


def topic_key(word: str) -> str:
    """The canonical key of `word` in any spelling.

    Raises `Refusal` wish.no_topic where no note could carry it.
    """
    key = canonical(clean_line(word, limit=LONGEST, code="wish.no_topic"))
    letters = [is_wordy(char) for char in key if char not in "-_"]
    if not letters or not all(letters) or len(key) > LONGEST:
        raise Refusal("wish.no_topic", limit=LONGEST)
    return key
