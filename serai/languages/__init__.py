"""Languages: which language, in which words of mine."""

from serai.languages.detect import detect
from serai.languages.script import is_spaceless, is_wordy, script_of
from serai.languages.spans import Span, spans

__all__ = ["Span", "detect", "is_spaceless", "is_wordy", "script_of", "spans"]
