"""The store beside its floors, as ratios of one run: python bench/store.py

first_touch   the first look into a sandbox of a real village, beside a bare durable copy of the same file
reset         one reset of 10,000 sandboxes beside one of 74
saved         a save through the gate, with its journal row and feed, beside the same insert in a bare SQLite file
"""

import json
import os
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))  # this file's own folder would hide the rooms

from flask import Flask
from sqlalchemy import insert

from sandbox.actions import Action, Desk, Gate
from sandbox.clock import HallClock, ManualClock
from sandbox.deeds import HOUSEHOLD, SAVE
from sandbox.platform import db as platform
from sandbox.platform.models import Group, Sandbox, Training, Village
from sandbox.practice import version
from sandbox.practice.models import Draft
from sandbox.store import generations
from sandbox.store.base import Pin
from sandbox.store.sqlite import SqliteStore
from sandbox.store.templates import template_name
from seed.building.template import build
from seed.land.regions import demo_regions

DAY, SEED, ROUNDS = date(2026, 3, 2), 1, 40
NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)


Milliseconds = dict[str, list[float]]


def main() -> None:
    found = measured()
    figures = {what: {name: round(statistics.median(times), 2) for name, times in each.items()} for what, each in found.items()}
    for each in figures.values():
        ours, floor = each.values()
        each["ratio"] = round(ours / floor, 2)
    print(json.dumps(figures, indent=2))


def measured() -> dict[str, Milliseconds]:
    """What is told above, one number a round: ours first, its floor second."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        region = sorted(demo_regions(), key=lambda each: each.code)[100]
        built = build(region, as_of=DAY, seed=SEED, folder=folder / "templates")
        store = SqliteStore(folder / "sandboxes", folder / "templates")
        app = Flask(__name__)
        (folder / "gladi.sqlite").touch()  # no connection of ours makes one
        platform.init_app(app, f"sqlite:///{folder / 'gladi.sqlite'}")
        with app.app_context():
            platform.db.create_all()
            found = {"first_touch": first_touch(store, built.path, folder), "reset": reset(region.code),
                     "saved": saved(store, region.code, folder)}
        store.close()
        return found


def first_touch(store: SqliteStore, template: Path, folder: Path) -> Milliseconds:
    def touch(number: int) -> None:
        with store.open(Pin(1000 + number, 1, template.stem)):
            pass

    return beside("ours_ms", touch, "copy_ms", lambda number: durable_copy(template, folder / f"copy-{number}"))


def durable_copy(source: Path, target: Path) -> None:
    """A copy of the file that is on the disk: the floor of everything that makes a sandbox."""
    shutil.copyfile(source, target)
    handle = os.open(target, os.O_RDWR)
    os.fsync(handle)
    os.close(handle)


def reset(code: str) -> Milliseconds:
    """Of the transaction for 74 and for 10,000 sandboxes."""
    with platform.write() as session:
        session.add(Training(id=1, title="Ukur", seed=SEED, created_at=NOW))
        session.flush()
        session.add_all(Group(id=number, training_id=1, number=number, held_on=DAY) for number in (1, 2))
        session.flush()
        session.add_all(Village(id=number, training_id=1, code=f"{code}.{number}", name="Ukur", kind="desa", district="Ukur",
                                district_code=code[:8], group_id=number, table_number=1) for number in (1, 2))
        session.flush()
        session.execute(insert(Sandbox), [
            {"village_id": 1 if index < 74 else 2, "template": template_name(code, DAY, SEED, version.present().name)}
            for index in range(10_000)])
    pairs = [(generations.reset_all(now=NOW).seconds, generations.reset_group(1, now=NOW).seconds) for _ in range(9)]
    return {"of_10000_ms": [many * 1000 for many, _ in pairs], "of_74_ms": [few * 1000 for _, few in pairs]}


def saved(store: SqliteStore, code: str, folder: Path) -> Milliseconds:
    """Of a durable save through the gate, and of a durable insert into a bare file."""
    desk = Desk(pin=generations.pin(1), person=1, name="Ukur", role="operator", role_label="Operator", village_code=code,
                village_name="Ukur", kind="Desa", district_name="Ukur", period=2026,
                clock=HallClock(ManualClock(NOW), lambda: ()))
    gate = Gate(store)

    def through_the_gate(number: int) -> None:
        row = Draft(person=1, record=f"household/{number}", part="", typed=[["name", "Kasiran"]], kept_at=NOW, base="")
        gate.perform(Action(SAVE, desk, page=HOUSEHOLD, record=f"household/{number}"), lambda session, _now: session.add(row),
                     token=desk.pin.generation)

    return beside("ours_ms", through_the_gate, "bare_ms", bare_insert(folder / "bare.sqlite"))


def bare_insert(file: Path) -> Callable[[int], None]:
    """Inserts one row into a bare database, durably: the floor of every save."""
    bare = sqlite3.connect(file, isolation_level=None)
    for line in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "CREATE TABLE draft (number, text)"):
        bare.execute(line)

    def insert_one(number: int) -> None:
        bare.execute("BEGIN IMMEDIATE")
        bare.execute("INSERT INTO draft VALUES (?, ?)", (number, "Kasiran"))
        bare.execute("COMMIT")

    return insert_one


def beside(ours: str, work: Callable[[int], None], theirs: str, floor: Callable[[int], None]) -> Milliseconds:
    """Both in turn, so that a noisy moment hits both."""
    mine: list[float] = []
    others: list[float] = []
    for number in range(ROUNDS):
        mine.append(timed(work, number))
        others.append(timed(floor, number))
    return {ours: mine, theirs: others}


def timed(work: Callable[[int], None], number: int) -> float:
    began = time.perf_counter()
    work(number)
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main()
