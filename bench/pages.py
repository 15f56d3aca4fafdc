"""What a click costs in processor time, beside its own floor: the same SQL without anything round it, and its templates.

    python bench/pages.py [--day 1] [PAGE …]

Inside a running exercise of a throwaway hall, in this one process. `--day`: how many exercises that day has, which all stand in
the panel of every page. The pages are asked in turn, many times, of the app itself as a server asks it; shown are medians in
milliseconds. `sql`: the same statements, those that write too, asked again of SQLite itself (what they write is taken back, so no
commit counts); `render`: its templates, but for what of the panel was drawn before; `times`: how often both fit into it; `rate`:
how many of it fit into the time of one card login page, which needs neither a sandbox nor a login, asked in the same turns.
"""

import argparse
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import get_ident
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))  # this file's own folder would hide the rooms

from rich.console import Console
from rich.table import Table
from sqlalchemy import Engine, event
from werkzeug.test import EnvironBuilder

from sandbox.server.requests.often import OurTemplate
from scenarios.bots.browser import Browser
from scenarios.proof.playing import ClientTransport
from tests.counted import counted
from tests.server.test_clicks import PAGES, Seated, seated_in_an_exercise

ROUNDS = 15
LOGIN_PAGE = "/masuk"
PACKED = {"Accept-Encoding": "gzip"}


@dataclass
class Parts:
    """What one click of this thread asked of the databases, each in which file, and how long its outermost template took (ms)."""

    asked: list[tuple[str, str, Any]] = field(default_factory=list)
    render: float = 0.0
    began: list[float] = field(default_factory=list)
    thread: int = field(default_factory=get_ident)

    def statement(self, _connection: Any, cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
        if get_ident() == self.thread and statement.startswith(("SELECT", "WITH", "INSERT", "UPDATE")):
            self.asked.append((file_of(cursor.connection), statement, parameters))

    def before(self) -> None:
        self.began.append(now_ms())

    def after(self) -> None:
        began = self.began.pop()
        if not self.began:
            self.render += now_ms() - began

    def bare_sql(self) -> float:
        """Milliseconds that SQLite takes for the same, on a connection that nobody else has."""
        files = {file: bare(file) for file, *_ in self.asked}
        for connection in files.values():
            connection.execute("BEGIN")
        began = now_ms()
        for file, statement, parameters in self.asked:
            files[file].execute(statement, parameters).fetchall()
        spent = now_ms() - began
        for connection in files.values():
            connection.rollback()
        return spent


def file_of(connection: sqlite3.Connection) -> str:
    cursor = sqlite3.Connection.execute(connection, "PRAGMA database_list")
    return str(cursor.fetchone()[2])


@cache
def bare(file: str) -> sqlite3.Connection:
    return sqlite3.connect(file, isolation_level=None)


def now_ms() -> float:
    """Of this thread: the board's poller of this process works meanwhile."""
    return time.thread_time() * 1000


@contextmanager
def listening() -> Iterator[Parts]:
    parts = Parts()
    event.listen(Engine, "after_cursor_execute", parts.statement)
    try:
        with rendering(parts):
            yield parts
    finally:
        event.remove(Engine, "after_cursor_execute", parts.statement)


@contextmanager
def rendering(parts: Parts) -> Iterator[None]:
    """Every template tells `parts`, whoever renders it; Flask tells only of those that are rendered by Flask."""
    render = OurTemplate.render

    def told(template: OurTemplate, *args: Any, **context: Any) -> str:
        parts.before()
        try:
            return render(template, *args, **context)
        finally:
            parts.after()

    OurTemplate.render = told  # type: ignore[method-assign]
    try:
        yield
    finally:
        OurTemplate.render = render  # type: ignore[method-assign]


def asking(seated: Seated, page: str) -> Callable[[], object]:
    """Asks the app for that page once."""
    return sending(seated, seated.browser_for(page), EnvironBuilder(path=seated.addresses[page], headers=PACKED))


def of_nobody(seated: Seated) -> Browser:
    """A browser that has not come in."""
    return Browser(ClientTransport(seated.stage.app.test_client()))


def timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    began = now_ms()
    work()
    return now_ms() - began


def sending(seated: Seated, browser: Browser, builder: EnvironBuilder) -> Callable[[], list[str]]:
    """Sends that browser's request once, without the test client, which would be a tenth of the panel's version; the cookies
    that the answer sets."""
    client: Any = browser.transport
    asked = builder.get_environ()
    client.client._add_cookies_to_wsgi(asked)

    def send() -> list[str]:
        cookies = list[str]()
        body = seated.stage.app(asked, lambda _status, headers, *_more: cookies.extend(
            value for name, value in headers if name == "Set-Cookie"))
        b"".join(body)
        body.close()
        return cookies

    return send


@dataclass
class Measured:
    """Milliseconds, one a round."""

    whole: list[float] = field(default_factory=list)
    sql: list[float] = field(default_factory=list)
    render: list[float] = field(default_factory=list)
    login: list[float] = field(default_factory=list)
    """Of the card login page."""

    def add(self, seated: Seated, page: str) -> None:
        ask = asking(seated, page)
        self.whole.append(timed(ask))
        with listening() as parts:  # apart, so that listening does not count
            ask()
            self.sql.append(parts.bare_sql())
        self.render.append(parts.render)
        self.login.append(timed(sending(seated, of_nobody(seated), EnvironBuilder(path=LOGIN_PAGE, headers=PACKED))))

    @property
    def floors(self) -> list[float]:
        """Bare SQL and bare templates together."""
        return [sql + render for sql, render in zip(self.sql, self.render, strict=True)]

    @property
    def columns(self) -> list[str]:
        whole, sql, render = (statistics.median(each) for each in (self.whole, self.sql, self.render))
        spread = f"{min(self.whole):.1f}–{max(self.whole):.1f}"
        rate = statistics.median(self.login) / whole
        return [f"{whole:.1f}", spread, f"{sql:.2f}", f"{render:.1f}", f"{whole / (sql + render):.1f}", f"{rate:.2f}"]


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--day", type=int, default=1)
    arguments.add_argument("pages", nargs="*")
    chosen = arguments.parse_args()
    pages = chosen.pages or list(PAGES)
    found = {page: Measured() for page in pages}
    table = Table("page", "statements", "transactions", "ms", "from–to", "sql", "render", "times", "rate")
    with seated_in_an_exercise(chosen.day) as seated:
        for page in pages * 2:
            seated.look(page)
        for _ in range(ROUNDS):
            for page in pages:
                found[page].add(seated, page)
        for page in pages:
            with counted() as counts:
                seated.browser_for(page).transport.get(seated.addresses[page])
            table.add_row(page, str(counts.statements), str(counts.transactions + counts.copies), *found[page].columns)
    Console().print(table)


if __name__ == "__main__":
    main()
