"""Where Gladi writes what happened: a file in the instance folder, and warnings on standard error. Never a NIK or a PIN."""

import logging

from sandbox.settings import Settings

FORMAT = "%(asctime)s %(process)d %(levelname)s %(name)s %(message)s"
LARGEST = 10 << 20


def init(settings: Settings, *, first: bool = False) -> None:
    """Attach the handlers once a process; `first` (the parent, before any worker) puts an overlong file aside."""
    root = logging.getLogger("gladi")
    if root.handlers:
        return
    path = settings.instance / "gladi.log"
    if first and path.exists() and path.stat().st_size > LARGEST:
        path.replace(path.with_suffix(".log.1"))
    logging.raiseExceptions = False  # a full disk must not fill the terminal with tracebacks of the logging itself
    root.setLevel(logging.INFO)
    file = logging.FileHandler(path, encoding="utf-8", delay=True)
    file.setFormatter(logging.Formatter(FORMAT))
    console = logging.StreamHandler()
    console.setLevel(logging.ERROR)
    console.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
    root.addHandler(file)
    root.addHandler(console)
