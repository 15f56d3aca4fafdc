"""What a hall's databases hold, read beside its processes."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import select

from sandbox import journal
from sandbox.deeds import DEEDS, Effect
from sandbox.journal import Outcome
from sandbox.platform import db as platform
from sandbox.platform.models import Feed, Sandbox
from sandbox.store.base import Pin, SandboxDamaged
from sandbox.store.sqlite import SqliteStore
from tests.servers import Server

CHANGING = [kind.name for kind in DEEDS.values() if kind.effect is Effect.CHANGES]


def count_of(platform_file: Path, *, but: int) -> int:
    """How often something was changed in another sandbox, by the feed; 0 while it cannot be read.

    Reads only: a connection that may write empties the log as it closes last, past what a power cut is made from.
    """
    try:
        with closing(sqlite3.connect(f"file:{quote(str(platform_file))}?mode=ro", uri=True, timeout=5)) as beside:
            rows = beside.execute("SELECT count(*) FROM feed WHERE sandbox_id <> ? AND outcome = ? AND action IN "
                                  "(SELECT value FROM json_each(?))", (but, Outcome.DONE.value, json.dumps(CHANGING)))
            return int(rows.fetchone()[0])
    except sqlite3.OperationalError:  # nobody has it open
        return 0


def feed_of(hall: Server) -> set[tuple[int, int, int, str]]:
    with hall.platform().app_context(), platform.read() as session:
        return {(row.sandbox_id, row.generation, row.journal_id, row.action) for row in session.scalars(select(Feed))}


def journals_of(hall: Server) -> tuple[set[tuple[int, int, int, str]], set[tuple[int, int]]]:
    """Every journal row of every generation, read straight from the sandboxes' files; and which copies can't be read."""
    store = SqliteStore(hall.folder / "sandboxes", hall.folder / "templates")
    with hall.platform().app_context(), platform.read() as session:
        templates = {row.id: row.template for row in session.execute(select(Sandbox.id, Sandbox.template))}
    files = (hall.folder / "sandboxes").glob("*/g*.sqlite.rusak")
    unreadable = {(int(file.parent.name), int(file.name[1:].partition(".")[0])) for file in files}
    found = set()
    for sandbox, generation in store.touched_since(0.0):
        try:
            with store.open(Pin(sandbox, generation, templates[sandbox])) as session:
                found |= {(sandbox, generation, deed.id, deed.action) for deed in journal.deeds(session)}
        except SandboxDamaged:
            unreadable.add((sandbox, generation))
    store.close()
    return found, unreadable
