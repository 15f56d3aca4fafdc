"""What the practice system's work costs beside its floor: saves beside bare writes and pages, Statistik beside bare SQL.

    python bench/practice.py [TOPIC …]

A village of a throwaway hall, in this one process; shown are medians of processor time in milliseconds.

Saves: a part of a family of five, and a sheet of forty cells, each time with other figures. `save`: the press, until the answer
is there; `page`: the page that follows; `rows`: the same rows written by SQLite itself into a copy of the file, at once;
`render`: that page's templates; `times`: how often both fit into `save` and `page`.

Statistik: `work`: the page's table and the families that it was made of, as the page has them made; `sql`: the same statements,
asked of SQLite itself; `page`: the whole click, with login, journal, panel and templates.
"""

import sqlite3
import statistics
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))  # this file's own folder would hide the rooms

from rich.console import Console
from rich.table import Table
from sqlalchemy import Engine, event, func, select
from sqlalchemy.orm import Session

from bench.pages import Parts, listening, now_ms
from sandbox.desks import desk_for
from sandbox.practice.models import Person
from sandbox.practice.sheets import questions
from sandbox.practice.sheets.sheet import places
from sandbox.practice.statistics import areas, counting
from sandbox.practice.statistics.areas import Locality
from sandbox.practice.statistics.topics import TOPICS, Topic
from sandbox.web import Services
from tests.server.test_clicks import Seated, seated_in_an_exercise

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

@dataclass
class Written:
    """What was written into the sandbox's file: statement and parameters, in order."""

    asked: list[tuple[str, Any, bool]] = field(default_factory=list)

    def statement(self, _connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool) -> None:
        if statement.startswith(("INSERT", "UPDATE", "DELETE")):
            self.asked.append((statement, parameters, many))

    def bare_ms(self, before: sqlite3.Connection) -> float:
        """The same into a copy of the file as it was. What is of the platform's database is left out."""
        tables = [name for (name,) in before.execute("select name from sqlite_master where type = 'table'")]
        mine = [each for each in self.asked if any(name in each[0][:60].replace('"', " ").split() for name in tables)]
        began = now_ms()
        for statement, parameters, many in mine:
            (before.executemany if many else before.execute)(statement, parameters)
        before.commit()
        return now_ms() - began


@contextmanager
def copied(source: Path) -> Iterator[sqlite3.Connection]:
    """The sandbox's file as it is now, apart from it."""
    with TemporaryDirectory() as folder, closing(sqlite3.connect(Path(folder) / "bare.sqlite")) as bare:
        with closing(sqlite3.connect(source)) as there:
            there.backup(bare)
        yield bare


@contextmanager
def written() -> Iterator[Written]:
    found = Written()
    event.listen(Engine, "after_cursor_execute", found.statement)
    yield found
    event.remove(Engine, "after_cursor_execute", found.statement)


@dataclass(frozen=True)
class Save:
    """A form that is saved again and again: its page, its marks, and the inputs whose figure changes."""

    name: str
    page: str
    inputs: Sequence[str]

    def pairs(self, seated: Seated, nth: int) -> tuple[str, list[tuple[str, str]]]:
        """Where it is sent, and what: other figures each time."""
        page = seated.bot.browser.get(self.page)
        form = page.form(action="save")
        kept = [(name, value) for name, value in form.form_values() if name not in self.inputs and name != "per"]
        return form.get("action") or page.url, [*kept, ("per", "01-03-2026"), *((name, str(100 + nth)) for name in self.inputs)]


def saves(session: Session) -> list[Save]:
    """A family of five, and the sheet that asks most nearly forty figures."""
    sizes = select(Person.household_id).group_by(Person.household_id).having(func.count(Person.id) == PEOPLE)
    family = session.scalars(sizes).first()
    figures = {id_: [f"b{line.number}k{column}" for line, column, each in questions.typed_columns(place.sheet) if each.is_number]
               for id_, place in places().items()}
    sheet = min((id_ for id_ in figures if len(figures[id_]) >= CELLS), key=lambda id_: len(figures[id_]))
    return [Save(f"a family of {PEOPLE}", f"/desa/keluarga/{family}/bagian/penghasilan", ("q1", "q2")),
            Save(f"a sheet of {len(figures[sheet])} cells", f"/desa/lembar/{sheet}", figures[sheet])]


def save_row(seated: Seated, source: Path, save: Save) -> list[str]:
    transport, found = seated.bot.browser.transport, list[tuple[float, float, float, float]]()
    for nth in range(ROUNDS):
        where, pairs = save.pairs(seated, nth)
        with copied(source) as bare, written() as rows, listening() as parts:
            began = now_ms()
            answer = transport.post(where, pairs)
            saved = now_ms()
            transport.get(answer.headers["location"])
            shown = now_ms()
            found.append((saved - began, shown - saved, rows.bare_ms(bare), parts.render))
        if answer.status != HTTPStatus.FOUND:
            raise SystemExit(f"{save.name}: {answer.status}")
    press, page, bare, render = (statistics.median(column) for column in zip(*found, strict=True))
    return [save.name, *(f"{each:.1f}" for each in (press, page, bare, render)), f"{(press + page) / (bare + render):.2f}"]


def main() -> None:
    table = Table("topic", "work", "sql", "times", "page")
    written_table = Table("saved", "save", "page", "rows", "render", "times")
    with seated_in_an_exercise() as seated:
        services: Services = seated.stage.app.extensions["gladi"]
        with seated.stage.app.app_context():  # closed before the first click, which would think itself part of it
            pin = desk_for(seated.seat, services.clock).pin
        with services.store.open(pin) as session:
            made(session, TOPICS["usia"])
            for topic in sys.argv[1:] or TOPICS:
                table.add_row(*row(seated, session, TOPICS[topic]))
            asked = saves(session)
        source = services.settings.instance / "sandboxes" / str(pin.sandbox) / f"g{pin.generation}.sqlite"
        for save in asked:
            written_table.add_row(*save_row(seated, source, save))
    Console().print(written_table, table)


if __name__ == "__main__":
    main()
