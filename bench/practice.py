"""What the practice system's work costs beside its floor: saves beside bare writes and pages, Statistik beside bare SQL.

    python bench/practice.py [TOPIC …]

A village of a throwaway hall, in this one process; shown are medians in milliseconds: of the processor, and by the clock too
for saves, which wait for the disk.

Saves: a part of a family of five, and a sheet of forty cells, each time with other figures. `save`: the press, until the answer
is there; `page`: the page that follows; `rows`: the same rows written by SQLite itself into copies of the two files, the
practice copy's and the platform's with the feed, with the same transactions and as surely on the disk; `render`: that page's
templates; `times`: how often both fit into `save` and `page`.

Statistik, in processor time: `work`: the page's table and the families that it was made of, as the page has them made; `sql`:
the same statements, asked of SQLite itself; `page`: the whole click, with login, journal, panel and templates.
"""

import os
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

sys.path.insert(0, str(Path(__file__).parent.parent))  # this file's own folder would hide the rooms

from flask import before_render_template, template_rendered
from rich.console import Console
from rich.table import Table
from sqlalchemy import Engine, event, func, select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.test import EnvironBuilder

from bench.pages import Parts, file_of, listening, now_ms, sending
from sandbox.desks import desk_for
from sandbox.practice.models import Person
from sandbox.practice.sheets import questions
from sandbox.practice.sheets.sheet import places
from sandbox.practice.statistics import areas, counting
from sandbox.practice.statistics.areas import Locality
from sandbox.practice.statistics.topics import TOPICS, Topic
from sandbox.web import Services
from tests.server.test_clicks import Seated, seated_in_an_exercise

T = TypeVar("T")
ROUNDS = 15
PEOPLE, CELLS = 5, 40


def median_ms(work: Callable[[], object]) -> float:
    return statistics.median(_once_ms(work) for _ in range(ROUNDS))


def in_turn_ms(*works: Callable[[], object]) -> list[float]:
    """The medians of these, each round one after the other, so that what else the machine does falls on all of them."""
    rounds = [[_once_ms(work) for work in works] for _ in range(ROUNDS * 2)]
    return [statistics.median(column) for column in zip(*rounds, strict=True)]


def _once_ms(work: Callable[[], object]) -> float:
    began = now_ms()
    work()
    return now_ms() - began


def made(session: Session, topic: Topic) -> None:
    counting.statistic(session, topic, Locality())
    areas.counted(session, Locality())


def bare(session: Session, topic: Topic) -> Parts:
    """The statements of that page."""
    with listening() as parts:
        made(session, topic)
    return parts


def row(seated: Seated, session: Session, topic: Topic) -> list[str]:
    page = median_ms(lambda: seated.bot.browser.transport.get(f"/desa/statistik/{topic.id}"))
    parts = bare(session, topic)
    work, sql = in_turn_ms(lambda: made(session, topic), parts.bare_sql)
    return [topic.id, f"{work:.1f}", f"{sql:.1f}", f"{work / sql:.2f}", f"{page:.1f}"]


# Saves -----------------------------------------------------------------------------------------------------------------

@dataclass(frozen=True)
class Spent:
    """Milliseconds that some work took of this thread's processor, and by the clock, the disk's syncs included."""

    processor: float
    clock: float


def spent(work: Callable[[], T]) -> tuple[Spent, T]:
    """What it took, and its result."""
    began, processor = time.perf_counter(), now_ms()
    result = work()
    return Spent(now_ms() - processor, (time.perf_counter() - began) * 1000), result


@dataclass
class Written:
    """What was written: statement and parameters, in order, by the file that they went into."""

    asked: dict[str, list[tuple[str, Any, bool]]] = field(default_factory=dict)

    def statement(self, _connection: Any, cursor: Any, statement: str, parameters: Any, _context: Any, many: bool) -> None:
        if statement.startswith(("INSERT", "UPDATE", "DELETE")):
            self.asked.setdefault(file_of(cursor.connection), []).append((statement, parameters, many))

    def again(self, before: Mapping[str, sqlite3.Connection]) -> None:
        """The same into copies of the files as they were: a transaction each, as the save had."""
        for file, asked in self.asked.items():
            for statement, parameters, many in asked:
                if many:
                    before[file].executemany(statement, parameters)
                else:
                    before[file].execute(statement, parameters).fetchall()
            before[file].commit()


@contextmanager
def copied(synced: Mapping[str, str]) -> Iterator[Mapping[str, sqlite3.Connection]]:
    """The files as they are now, each apart from itself. `synced`: how surely each is on the disk after a commit."""
    with TemporaryDirectory() as folder, ExitStack() as opened:
        found = {}
        for number, (file, synchronous) in enumerate(synced.items()):
            found[file] = opened.enter_context(closing(sqlite3.connect(Path(folder) / f"{number}.sqlite")))
            with closing(sqlite3.connect(file)) as there:
                there.backup(found[file])
            found[file].execute("PRAGMA journal_mode=WAL")
            found[file].execute(f"PRAGMA synchronous={synchronous}")
            found[file].executescript("CREATE TABLE begun (id); DROP TABLE begun")  # begins its log, as a file in use has
        os.sync()  # what was copied is no part of what is measured
        yield found


@contextmanager
def written() -> Iterator[Written]:
    found = Written()
    event.listen(Engine, "after_cursor_execute", found.statement)
    yield found
    event.remove(Engine, "after_cursor_execute", found.statement)


@contextmanager
def rendering() -> Iterator[list[Spent]]:
    """What each page's outermost template took."""
    found, began = list[Spent](), list[tuple[float, float]]()

    def before(*_args: Any, **_more: Any) -> None:
        began.append((now_ms(), time.perf_counter()))

    def after(*_args: Any, **_more: Any) -> None:
        processor, clock = began.pop()
        if not began:
            found.append(Spent(now_ms() - processor, (time.perf_counter() - clock) * 1000))

    with before_render_template.connected_to(before), template_rendered.connected_to(after):
        yield found


@dataclass(frozen=True)
class Save:
    """A form that is saved again and again: its page, its marks, and the inputs whose figure changes."""

    name: str
    page: str
    inputs: Sequence[str]

    def press(self, seated: Seated, nth: int) -> EnvironBuilder:
        """Its button, with other figures each time."""
        page = seated.bot.browser.get(self.page)
        form = page.form(action="save")
        kept = [(name, value) for name, value in form.form_values() if name not in self.inputs and name != "per"]
        pairs = [*kept, ("per", "01-03-2026"), *((name, str(100 + nth)) for name in self.inputs)]
        return EnvironBuilder(path=page.url, method="POST", data=dict(MultiDict(pairs).lists()))


def saves(session: Session) -> list[Save]:
    """A family of five, and the sheet that asks most nearly forty figures."""
    sizes = select(Person.household_id).group_by(Person.household_id).having(func.count(Person.id) == PEOPLE)
    family = session.scalars(sizes).first()
    figures = {id_: [f"b{line.number}k{column}" for line, column, each in questions.typed_columns(place.sheet) if each.is_number]
               for id_, place in places().items()}
    sheet = min((id_ for id_ in figures if len(figures[id_]) >= CELLS), key=lambda id_: len(figures[id_]))
    return [Save(f"a family of {PEOPLE}", f"/desa/keluarga/{family}/bagian/penghasilan", ("q1", "q2")),
            Save(f"a sheet of {len(figures[sheet])} cells", f"/desa/lembar/{sheet}", figures[sheet])]


def save_rows(seated: Seated, synced: Mapping[str, str], save: Save) -> Iterator[list[str]]:
    """The whole and its floor in turn: what is listened to and copied for the floor would be felt in the whole."""
    browser, found = seated.bot.browser, list[tuple[Spent, Spent, Spent, Spent]]()
    client: Any = browser.transport
    for nth in range(ROUNDS):
        saved, cookies = spent(sending(seated, browser, save.press(seated, 2 * nth)))
        client.client._update_cookies_from_response("localhost", "/", cookies)  # one of them says what is told on the page
        page = sending(seated, browser, EnvironBuilder(path=save.page, headers={"Accept-Encoding": "gzip"}))
        with rendering() as rendered:
            shown, _ = spent(page)
        press = sending(seated, browser, save.press(seated, 2 * nth + 1))
        with copied(synced) as files:
            with written() as rows:
                press()
            found.append((saved, shown, spent(partial(rows.again, files))[0], rendered[-1]))
        if len(rows.asked) < len(synced):
            raise SystemExit(f"{save.name}: not saved")
    for name in ("processor", "clock"):
        each = [statistics.median(getattr(part, name) for part in column) for column in zip(*found, strict=True)]
        yield [save.name, name, *(f"{part:.1f}" for part in each), f"{(each[0] + each[1]) / (each[2] + each[3]):.2f}"]


def main() -> None:
    table = Table("topic", "work", "sql", "times", "page")
    written_table = Table("saved", "of", "save", "page", "rows", "render", "times")
    with seated_in_an_exercise() as seated:
        services: Services = seated.stage.app.extensions["gladi"]
        with seated.stage.app.app_context():  # closed before the first click, which would think itself part of it
            pin = desk_for(seated.seat, services.clock).pin
        with services.store.open(pin) as session:
            made(session, TOPICS["usia"])
            for topic in sys.argv[1:] or TOPICS:
                table.add_row(*row(seated, session, TOPICS[topic]))
            asked = saves(session)
        instance = services.settings.instance
        synced = {str(instance / "sandboxes" / str(pin.sandbox) / f"g{pin.generation}.sqlite"): "FULL",
                  str(instance / "gladi.sqlite"): "NORMAL"}
        for save in asked:
            for line in save_rows(seated, synced, save):
                written_table.add_row(*line)
    Console().print(written_table, table)


if __name__ == "__main__":
    main()
