"""What an import costs, beside a bare insert of the same rows: a file of a thousand people, or of so many families of four.

    python bench/imports.py [FAMILIES]

On a village of a throwaway hall. `check`: the file read and checked in a process of its own, as the server does it (its start
included); `save`: what was checked stored; `bare`: the same rows inserted by SQLite itself. Seconds of
processor time, children included: a loaded machine takes no part in them.
"""

import json
import os
import sqlite3
import sys
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))  # this file's own folder would hide the rooms

from rich.console import Console
from rich.table import Table
from sqlalchemy.orm import Session

from sandbox.desks import desk_for
from sandbox.practice.exchange import asking, off_loop, saving, uploads, worker
from sandbox.practice.exchange.report import Report
from sandbox.practice.exchange.template import Family, filled
from sandbox.practice.exchange.uploads import Checked
from sandbox.practice.households import households
from sandbox.practice.nik import nik, practice_prefix
from sandbox.web import Services
from tests.server.test_clicks import seated_in_an_exercise

FAMILIES = 250
PEOPLE = (("L", "1", "1"), ("P", "3", "1"), ("L", "4", "2"), ("P", "4", "2"))
"""Sex, relation and marital status of each member."""
ANSWERS = {"1": 2350000, "2": 1000000, "3": "169", "8": "496", "9": ["1"], "pangan": []}


def busy_s() -> float:
    """Processor seconds of this process, and of those that it started and that are over."""
    return sum(os.times()[:4])


def families(count: int, prefix: str) -> list[Family]:
    """Families whom no village has: born on days of their own."""
    rng = Random(count)
    return [_family(place, prefix, rng) for place in range(count)]


def _family(place: int, prefix: str, rng: Random) -> Family:
    card = {"number": f"{prefix}3112{place // 9999:02d}{place % 9999 + 1:04d}", "address": "Jl. Melati 3", "hamlet": "Krajan",
            "rt": "01", "rw": "01"}
    people = []
    for at, (sex, relation, marital) in enumerate(PEOPLE):
        born = date(1979 if at < 2 else 2011, 1, 1) + timedelta(rng.randrange(700))
        values = {"nik": nik(prefix, born, sex, 9999 - (place * 4 + at) % 9000), "name": f"Warga Ukur {place} {at}", "sex": sex,
                  "birth_place": f"Tempat {place}", "birth_date": born.isoformat(), "2": relation, "3": marital,
                  "4": "1", "6": "1"}
        people.append((values, {}))
    return card, ANSWERS, people


def bare_insert(made: list[Family]) -> float:
    """Seconds in which SQLite takes the same rows, with nothing round it."""
    with TemporaryDirectory() as folder, closing(sqlite3.connect(Path(folder) / "bare.sqlite")) as connection:
        connection.execute("create table household (id integer primary key, number, address, hamlet, rt, rw, answers)")
        connection.execute("create table person (id integer primary key, household, nik, name, sex, place, born, answers)")
        began = busy_s()
        for place, (card, answers, people) in enumerate(made):
            connection.execute("insert into household values (?, ?, ?, ?, ?, ?, ?)", (place, *card.values(), json.dumps(answers)))
            connection.executemany("insert into person values (null, ?, ?, ?, ?, ?, ?, ?)", [
                (place, *list(values.values())[:5], json.dumps(list(values.items())[5:])) for values, _ in people])
        connection.commit()
        return busy_s() - began


def checked(session: Session, content: bytes) -> Checked:
    said, plan = off_loop.in_child(worker.CHECK, asking.told(session), content, lambda done, of: None)
    report = Report.from_json(said["report"])
    if not report.fits:
        raise SystemExit(f"the file does not fit: {report.problems[:3]}")
    return Checked("ukur.xlsx", content, report, plan, asking.fingerprint(session))


def measured(session: Session, now: Any, count: int) -> list[str]:
    made = families(count, practice_prefix(households.village(session).district_code))
    content = filled(made)
    began = busy_s()
    found = checked(session, content)
    check = busy_s() - began
    uploads.keep(session, 1, found, now)
    began = busy_s()
    saving.save(session, 1, reason="ukur", by="Operator", now=now)
    session.commit()
    save, bare = busy_s() - began, bare_insert(made)
    return [str(found.report.people), f"{check:.2f}", f"{save:.2f}", f"{check + save:.2f}", f"{bare:.3f}", f"{save / bare:.0f}"]


def main() -> None:
    table = Table("people", "check", "save", "both", "bare", "save/bare")
    with seated_in_an_exercise() as seated:
        services: Services = seated.stage.app.extensions["gladi"]
        with seated.stage.app.app_context():
            desk = desk_for(seated.seat, services.clock)
            with services.store.open(desk.pin, write=True) as session:
                table.add_row(*measured(session, desk.clock.now(), int(sys.argv[1]) if sys.argv[1:] else FAMILIES))
    Console().print(table)


if __name__ == "__main__":
    main()
