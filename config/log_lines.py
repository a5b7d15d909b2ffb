"""The form of the server's log: a refusal is a line, and only a fault of ours brings its traceback."""

import logging


class Lines(logging.Formatter):
    """Leaves the traceback out where a visitor was refused (403, 404, 400 and the like)."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as text."""
        if refusal(record) and record.exc_info:
            record = logging.makeLogRecord(vars(record) | {"exc_info": None, "exc_text": None})
        return super().format(record)


def refusal(record: logging.LogRecord) -> bool:
    """Return whether a record tells of a refused request and not of a fault."""
    refused = record.name == "django.request" and record.levelno < logging.ERROR
    return refused or record.name.startswith("django.security")
