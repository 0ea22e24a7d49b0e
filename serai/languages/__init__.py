"""Languages: which language, in which words of mine."""

from serai.languages.detect import detect
from serai.languages.dictionary import Entry
from serai.languages.engine import Direction, Engine
from serai.languages.gloss import Word, gloss, load_gloss
from serai.languages.interpreter import Interpreter
from serai.languages.kept_spans import KeptSpan, kept_spans
from serai.languages.letters import COMMON
from serai.languages.passages import Passage, foreign, passages
from serai.languages.remembered import RememberedEngine
from serai.languages.script import is_spaceless, is_wordy, script_of
from serai.languages.servers import ChatServer, LibreServer
from serai.languages.spans import LANGUAGES, Span, spans
from serai.languages.translations import (
    Translation,
    find_translations,
    key_of,
    sweep_translations,
)
from serai.languages.turn import Piece, Turned, turn_all, turned

__all__ = [
    "COMMON",
    "LANGUAGES",
    "ChatServer",
    "Direction",
    "Engine",
    "Entry",
    "Interpreter",
    "KeptSpan",
    "LibreServer",
    "Passage",
    "Piece",
    "RememberedEngine",
    "Span",
    "Translation",
    "Turned",
    "Word",
    "detect",
    "find_translations",
    "foreign",
    "gloss",
    "is_spaceless",
    "is_wordy",
    "kept_spans",
    "key_of",
    "load_gloss",
    "passages",
    "script_of",
    "spans",
    "sweep_translations",
    "turn_all",
    "turned",
]
