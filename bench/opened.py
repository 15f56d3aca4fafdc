"""A process as a worker is, and what it holds with so many copies open: python bench/opened.py FOLDER COPIES TEMPLATE NOW

FOLDER/1/g1.sqlite and so on are the copies. bench/memory.py makes them and starts this, in a process that has imported nothing
else. Prints megabytes: before the first copy, with all of them.
"""

import gc
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))  # this file's own folder would hide the rooms

from sqlalchemy import text
from sqlalchemy.orm import Session

from sandbox.practice.exchange import asking
from sandbox.practice.overviews import listing
from sandbox.practice.submissions import outbox
from sandbox.store.base import Pin
from sandbox.store.sqlite import SqliteStore
from scenarios.attempt import known


def main() -> None:
    folder, copies, template, now = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], datetime.fromisoformat(sys.argv[4])
    # It patches the library for gevent, which whoever takes `ask` from here does not want.
    from sandbox.server.processes import worker

    worker.read_forms()
    gc.freeze()
    before = resident_kb()
    store = SqliteStore(folder, folder, connections=copies)
    for number in range(1, copies + 1):
        with store.open(Pin(number, 1, template)) as session:
            ask(session, "pages", now)
    print(f"{before / 1024:.0f} {resident_kb() / 1024:.0f}")
    store.close()


def ask(session: Session, what: str, now: datetime) -> dict[str, Any] | None:
    """Read of a copy what the pages read of it: see WHAT in bench/memory.py; what an import's check is told."""
    if what == "import":
        return asking.told(session)
    session.execute(text("SELECT count(*) FROM journal"))
    if what != "connection":
        known.known(session)
    if what == "pages":
        outbox.totals(session, now)
        outbox.page_of(session, now)
        listing.page_of(session, listing.Query(), now)
    return None


def resident_kb() -> float:
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1024


if __name__ == "__main__":
    main()
