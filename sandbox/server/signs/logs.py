"""Where Gladi writes what happened: a file in the instance folder, and warnings on standard error. Never a NIK or a PIN."""

import logging
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from flask import g, has_request_context, request

from sandbox.settings import Settings
from sandbox.web import incident
from sandbox.words.digits import masked

FORMAT = "%(asctime)s %(process)d %(levelname)s %(name)s %(message)s%(where)s"
LARGEST = 10 << 20


class Whereabouts(logging.Filter):
    """Adds to each line of a request: its incident, its address (no query, no long number), the seat; and the sandbox, if any."""

    def filter(self, record: logging.LogRecord) -> bool:
        told = _of_the_request() if has_request_context() else []
        sandbox = getattr(record, "sandbox", "")
        record.where = "".join(f" {each}" for each in [*told, sandbox and f"sandbox={sandbox}"] if each)
        return True


def _of_the_request() -> list[str]:
    address = masked(quote(request.path))
    seat, desk = g.get("seat"), g.get("desk")
    return [f"incident={incident()}", f"{request.method} {address}", f"seat={seat.trainee_id}" if seat is not None else "",
            f"copy={desk.pin.key}" if desk is not None else ""]


class Anonymous(logging.Formatter):
    """Writes message and trace without any number of a person: an error's own text may quote what was typed."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        record.message = masked(record.message)
        return super().formatMessage(record)

    def formatException(self, ei: Any) -> str:
        return masked(super().formatException(ei))


class LogFile(logging.FileHandler):
    """A log that can't be opened (no right, a folder in its place) takes nothing along: its lines go to standard error."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            super().emit(record)
        except OSError:
            self.beside.handle(record)

    def __init__(self, path: Path) -> None:
        super().__init__(path, encoding="utf-8", delay=True)
        self.beside = logging.StreamHandler()
        self.beside.setFormatter(Anonymous())


def init(settings: Settings, *, first: bool = False) -> None:
    """Attach the handlers once a process; `first` (the parent, before any worker) puts an overlong file aside."""
    root = logging.getLogger("gladi")
    if root.handlers:
        return
    path = settings.instance / "gladi.log"
    if first:
        _put_aside(path)
    logging.raiseExceptions = False  # a full disk must not fill the terminal with tracebacks of the logging itself
    root.setLevel(logging.INFO)
    file = LogFile(path)
    file.setFormatter(Anonymous(FORMAT))
    file.addFilter(Whereabouts())
    console = logging.StreamHandler()
    console.setLevel(logging.ERROR)
    console.setFormatter(Anonymous("%(levelname)s %(message)s"))
    root.addHandler(file)
    root.addHandler(console)


def _put_aside(path: Path) -> None:
    with suppress(OSError):  # the log goes on in the long file, or nowhere
        if path.stat().st_size > LARGEST:
            path.replace(path.with_suffix(".log.1"))
