"""What the log holds: one line an event, no values of variables, nothing that people wrote."""

import logging
import sys

import structlog
from structlog.typing import EventDict, WrappedLogger


def configure_log() -> None:
    """Log to standard error; call once, at the start of a process."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            place_of_error,
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def place_of_error(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """The kind of an exception and where it was raised; its text may hold what people wrote."""
    if not event.pop("exc_info", None):
        return event
    kind, _, trace = sys.exc_info()
    places: list[str] = []
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}")
        trace = trace.tb_next
    event["error"] = kind.__name__ if kind else "?"
    event["at"] = " > ".join(places[-6:])
    return event
