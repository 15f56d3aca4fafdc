"""A moment of a stage, kept and put back: what its two databases hold, and its clock.

So the proof of many states does not play each of them anew from the beginning. Only for a stage whose databases are files.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from itertools import count
from pathlib import Path

from flask import Flask

from sandbox.clock import ManualClock
from sandbox.store import generations
from sandbox.store.clone import copy_live
from sandbox.web import Services

_numbers = count()


def keep(app: Flask, clock: ManualClock, sandbox: int) -> Callable[[], None]:
    """Keep all that is stored at this moment of that sandbox and of the platform; what is returned puts it back."""
    services: Services = app.extensions["gladi"]
    folder = services.settings.instance / "moments" / str(next(_numbers))
    folder.mkdir(parents=True)
    with app.app_context():
        pin = generations.pin(sandbox)
    live = (services.settings.instance / "gladi.sqlite",
            services.settings.sandboxes / str(sandbox) / f"g{pin.generation}.sqlite")
    kept, at = tuple(folder / path.name for path in live), clock.now()
    for source, target in zip(live, kept, strict=True):
        copy_live(source, target)

    def put_back() -> None:
        for source, target in zip(kept, live, strict=True):
            _overwrite(source, target)
        clock.at = at
        with app.app_context(), services.store.open(pin) as session:
            session.info["memory"].clear()  # what the process knew of it was of another moment

    return put_back


def _overwrite(source: Path, target: Path) -> None:
    """Make the database in use what the kept one is, in one transaction, by SQLite's own means."""
    with closing(sqlite3.connect(source)) as kept, closing(sqlite3.connect(target, timeout=8)) as live:
        live.execute("PRAGMA synchronous=OFF")  # nobody relies on a stage after a power cut
        kept.backup(live)
