"""Both stores beside their floors, as ratios of one run: python bench/store.py [--clones 2000]

first_touch   the first look into a sandbox of a real village, beside a bare durable copy: of its file, or of its rows by COPY
clones        the last 100 of so many first touches beside the first 100
copies        the bare copies that were made between these: where they too take longer at the end, the disk is what is slower
reset         one reset of 10,000 sandboxes beside one of 74
saved         a save through the gate, with its journal row and feed, beside the same inserts in bare transactions

PostgreSQL is Debian's, started for this on a free port, with the settings that outlive a power cut; where it is not installed
SQLite alone is measured.
What a page asks is counted by tests, on both: pytest -k statements tests/practice.
"""

import argparse
import json
import os
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))  # this file's own folder would hide the rooms

import psycopg
from sqlalchemy import URL, insert, update

from sandbox.actions import Action, Desk, Gate
from sandbox.clock import HallClock, ManualClock
from sandbox.deeds import HOUSEHOLD, SAVE
from sandbox.platform import db as platform
from sandbox.platform import schema
from sandbox.platform.models import Group, Sandbox, Training, Village
from sandbox.practice import version
from sandbox.practice.models import Draft
from sandbox.store import generations
from sandbox.store.base import Pin, Store
from sandbox.store.postgres import rows
from sandbox.store.postgres.keys import key_of
from sandbox.store.postgres.store import PostgresStore
from sandbox.store.postgres.wall import Entrance
from sandbox.store.sqlite import SqliteStore
from sandbox.store.templates import template_name
from seed.building.template import build
from seed.land.regions import demo_regions
from tests import databases, postgres

DAY, SEED, ROUNDS = date(2026, 3, 2), 1, 40
NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)


Milliseconds = dict[str, list[float]]


@dataclass(frozen=True)
class Measured:
    """One of the two: its store, and the floors under it."""

    store: Store
    folder: Path
    copy: Callable[[int], None]
    """A bare copy of the village, durable: the floor of everything that makes a sandbox."""
    insert: Callable[[int], None]
    """The rows of a save, bare and durable."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--clones", type=int, default=2000, help="so many first touches")
    clones = parser.parse_args().clones
    found = {"sqlite": measured(None, clones)}
    if postgres.programs() is not None:
        cluster = postgres.start(os.getpid(), postgres.SAFE)
        with cluster.database() as url:
            found["postgresql"] = measured(url, clones)
    print(json.dumps({name: told(each) for name, each in found.items()}, indent=2))


def told(found: dict[str, Milliseconds]) -> dict[str, dict[str, float]]:
    """The middle of each, and the ratio of the first to the second."""
    figures = {what: {name: round(statistics.median(times), 2) for name, times in each.items()} for what, each in found.items()}
    for each in figures.values():
        ours, floor = each.values()
        each["ratio"] = round(ours / floor, 2)
    return figures


def measured(url: URL | None, clones: int) -> dict[str, Milliseconds]:
    """What is told above, one number a round: ours first, its floor second. `url`: of an empty PostgreSQL database."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        region = sorted(demo_regions(), key=lambda each: each.code)[100]
        built = build(region, as_of=DAY, seed=SEED, folder=folder / "templates")
        if url is None:
            (folder / "gladi.sqlite").touch()  # no connection of ours makes one
        app = databases.bare(url or f"sqlite:///{folder / 'gladi.sqlite'}")
        if url is not None:
            schema.prepare(app)
        with app.app_context():
            if url is None:
                platform.db.create_all()
            one = on_postgres(url, folder, built.path) if url is not None else on_sqlite(folder, built.path)
            found = {"first_touch": beside("ours_ms", lambda number: touch(one.store, 1000 + number, built.path.stem),
                                           "copy_ms", one.copy),
                     **cloned(one, built.path.stem, clones), "reset": reset(region.code), "saved": saved(one, region.code)}
        one.store.close()
        return found


def on_sqlite(folder: Path, template: Path) -> Measured:
    return Measured(SqliteStore(folder / "sandboxes", folder / "templates"), folder,
                    lambda number: durable_copy(template, folder / f"copy-{number}"), bare_insert(folder / "bare.sqlite"))


def on_postgres(url: URL, folder: Path, template: Path) -> Measured:
    """Its floors are psycopg's alone, on a connection of their own."""
    store = PostgresStore(url, folder / "templates", stamp=version.stamp())
    store.prepare()
    bare = psycopg.connect(url.set(drivername="postgresql").render_as_string(hide_password=False), autocommit=True)
    village, cursor = rows.of_file(template), bare.cursor()

    def copy(number: int) -> None:
        cursor.execute("BEGIN")
        rows.into(cursor, key_of(Pin(5_000_000 + number, 1, "")), village)
        cursor.execute("COMMIT")

    def insert_all(number: int) -> None:
        cursor.execute(Entrance(key_of(generations.pin(2)), write=True, durable=True).text, prepare=False)
        cursor.execute("INSERT INTO draft (person, record, part, typed, kept_at, base, problems, is_unknown, is_saved) "
                       "VALUES (1, %s, '', '[]', now(), '', '[]', false, false)", (f"household/{number}",))
        cursor.execute("INSERT INTO journal (at, wall_at, person, action, outcome, detail) "
                       "VALUES (now(), now(), 1, 'save', 'done', '{}') RETURNING id")
        (journalled,) = cursor.fetchone() or (0,)
        cursor.execute("COMMIT")
        cursor.execute("BEGIN; SELECT FROM platform.turn WHERE name = 'feed' FOR UPDATE", prepare=False)
        cursor.execute("INSERT INTO platform.feed (sandbox_id, generation, journal_id, at, wall_at, person, action, outcome, "
                       "detail) VALUES (2, 1, %s, now(), now(), 1, 'save', 'done', '{}')", (journalled,))
        cursor.execute("COMMIT")

    return Measured(store, folder, copy, insert_all)


def touch(store: Store, sandbox: int, template: str) -> None:
    with store.open(Pin(sandbox, 1, template)):
        pass


def cloned(one: Measured, template: str, clones: int) -> dict[str, Milliseconds]:
    """The times of the last hundred and of the first, and of bare copies made between these."""
    ours: list[float] = []
    bare: list[float] = []
    for number in range(clones):
        ours.append(timed(lambda number: touch(one.store, 10_000 + number, template), number))
        if not 100 <= number < clones - 100:
            bare.append(timed(one.copy, 10_000 + number))
    return {name: {f"last_of_{clones}_ms": times[-100:], "first_ms": times[:100]}
            for name, times in (("clones", ours), ("copies", bare))}


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
    with platform.write() as session:
        session.execute(update(Sandbox).values(generation=1))  # the copies that were touched here are first ones
    return {"of_10000_ms": [many * 1000 for many, _ in pairs], "of_74_ms": [few * 1000 for _, few in pairs]}


def saved(one: Measured, code: str) -> Milliseconds:
    """Of a durable save through the gate, and of the same rows inserted bare."""
    touch(one.store, 1, generations.pin(1).template)
    touch(one.store, 2, generations.pin(2).template)
    desk = Desk(pin=generations.pin(1), person=1, name="Ukur", role="operator", role_label="Operator", village_code=code,
                village_name="Ukur", kind="Desa", district_name="Ukur", period=2026,
                clock=HallClock(ManualClock(NOW), lambda: ()))
    gate = Gate(one.store)

    def through_the_gate(number: int) -> None:
        row = Draft(person=1, record=f"household/{number}", part="", typed=[["name", "Kasiran"]], kept_at=NOW, base="")
        gate.perform(Action(SAVE, desk, page=HOUSEHOLD, record=f"household/{number}"), lambda session, _now: session.add(row),
                     token=desk.pin.generation)

    return beside("ours_ms", through_the_gate, "bare_ms", one.insert)


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
