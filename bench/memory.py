"""What a process's memory holds of each practice copy: its connection, what is known of its journal, its prepared statements.

    python bench/memory.py [--copies 200]

Copies of one village in a running exercise, with 150 rows in its journal, are opened one after another in one process.
Shown are the kilobytes that the process grew by for each, every measurement made in a process of its own; and the megabytes of a
process that has imported what a worker has, with all these copies open.
"""

import argparse
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent.parent))  # this file's own folder would hide the rooms

from bench.opened import ask, resident_kb
from sandbox.store import generations
from sandbox.store.base import Pin
from sandbox.store.sqlite import SqliteStore
from tests.server.test_clicks import Seated, seated_in_an_exercise

ROWS = 150
WHAT = {"connection": "a connection", "known": "and what is known of its journal", "pages": "and the statements of its lists",
        "import": "what an import that waits for its check holds"}


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--copies", type=int, default=200)
    arguments.add_argument("--what", choices=WHAT)
    chosen = arguments.parse_args()
    if chosen.what:
        print(f"{measured(chosen.what, chosen.copies):.0f}")
        return
    for what, told in WHAT.items():
        own = [sys.executable, __file__, "--copies", str(chosen.copies), "--what", what]
        found = subprocess.run(own, capture_output=True, text=True, check=True).stdout.split()[-1]
        print(f"{told:<40} {found:>6} KB")
    before, after = of_a_worker(chosen.copies)
    print(f"{'a worker before, with all of them':<40} {before:>6} MB {after} MB")


def measured(what: str, copies: int) -> float:
    """Kilobytes a copy."""
    with seated_in_an_exercise() as seated, seated.stage.app.app_context(), TemporaryDirectory(prefix="gladi-bench-") as folder:
        seated.lengthen(ROWS)
        pins = copied(seated, Path(folder), copies)
        store = SqliteStore(Path(folder), Path(folder), connections=copies)
        before = resident_kb()
        held = []
        for pin in pins:
            with store.open(pin) as session:
                held.append(ask(session, what, seated.stage.clock.now()))
        grown = resident_kb() - before
        store.close()
    return grown / copies


def of_a_worker(copies: int) -> list[str]:
    """Megabytes of such a process, before the first copy and with all of them."""
    with seated_in_an_exercise() as seated, seated.stage.app.app_context(), TemporaryDirectory(prefix="gladi-bench-") as folder:
        seated.lengthen(ROWS)
        [pin, *_] = copied(seated, Path(folder), copies)
        own = [sys.executable, str(Path(__file__).with_name("opened.py")), folder, str(copies), pin.template,
               seated.stage.clock.now().isoformat()]
        return subprocess.run(own, capture_output=True, text=True, check=True).stdout.split()[-2:]


def copied(seated: Seated, folder: Path, copies: int) -> list[Pin]:
    services = seated.stage.app.extensions["gladi"]
    here = generations.pin(seated.seat.pin.sandbox)
    file = services.store.path(here)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for number in range(1, copies + 1):
        (folder / str(number)).mkdir()
        shutil.copy(file, folder / str(number) / "g1.sqlite")
    return [Pin(number, 1, here.template) for number in range(1, copies + 1)]


if __name__ == "__main__":
    main()
