"""Logs that carry ids and durations, never words: our own events as JSON, others' by name and kind only."""

import logging
import sys

import structlog


class _NameOnly(logging.Formatter):
    """Other libraries put texts, addresses and links into their messages: only who and what kind is kept."""

    def format(self, record: logging.LogRecord) -> str:
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
        return f'{{"event": "library", "logger": "{record.name}", "level": "{record.levelname}", "error": "{kind}"}}'


def set_up() -> None:
    """Write to standard error: our events, and warnings of libraries without their words."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_NameOnly())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
