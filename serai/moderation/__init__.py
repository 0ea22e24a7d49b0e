"""Moderation: what people report, and how it was settled."""

from serai.moderation.erase import erase, export
from serai.moderation.read import count_open, open_reports
from serai.moderation.report import (
    OUTCOMES,
    REASONS,
    WORDS_LONGEST,
    Outcome,
    Reason,
    Report,
    Subject,
    close_report,
    report,
    reported,
    take_back,
)

__all__ = [
    "OUTCOMES",
    "REASONS",
    "WORDS_LONGEST",
    "Outcome",
    "Reason",
    "Report",
    "Subject",
    "close_report",
    "count_open",
    "erase",
    "export",
    "open_reports",
    "report",
    "reported",
    "take_back",
]
