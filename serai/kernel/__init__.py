"""Kernel: what everything stands on: ids, clock, errors."""

from serai.kernel.clock import Clock, HandClock, SystemClock, iso, micros
from serai.kernel.ids import (
    ArrivalId,
    BoardId,
    ClipId,
    CommentId,
    DraftId,
    Id,
    JobId,
    Mint,
    NoteId,
    NoticeId,
    PasskeyId,
    PersonId,
    PictureId,
    ReportId,
    SessionId,
    least,
)
from serai.kernel.refusal import Refusal, Why
from serai.kernel.secret import hashed, new_secret
from serai.kernel.text import clean, clean_line
from serai.kernel.wire import from_json, from_plain, to_json

__all__ = [
    "ArrivalId",
    "BoardId",
    "ClipId",
    "Clock",
    "CommentId",
    "DraftId",
    "HandClock",
    "Id",
    "JobId",
    "Mint",
    "NoteId",
    "NoticeId",
    "PasskeyId",
    "PersonId",
    "PictureId",
    "Refusal",
    "ReportId",
    "SessionId",
    "SystemClock",
    "Why",
    "clean",
    "clean_line",
    "from_json",
    "from_plain",
    "hashed",
    "iso",
    "least",
    "micros",
    "new_secret",
    "to_json",
]
