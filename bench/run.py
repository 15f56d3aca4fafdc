"""What a click, a first touch, a begin and a reset cost, each beside its own floor: one table.

    python bench/run.py [--rounds 9] [--json]

Two running exercises of throwaway halls stand in this one process, one with 50 rows in its journal, one with 2,000. Everything is
done in turn, round by round, so that a noisy moment hits all; shown are medians with the least and the most. Pages are processor
time of their thread, what ends on the disk is time on the clock; a begin is the three pages that it takes. `times`: how often the
floor fits into it; `grows`: the same at 2,000 rows, divided by that at 50.
"""

import argparse
import gzip
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))  # this file's own folder would hide the rooms

from rich.console import Console
from rich.table import Table

from bench import store
from bench.pages import Measured
from tests.server.test_clicks import EXERCISE, FEW, MANY, Seated, seated_in_an_exercise

PAGES = {"page": "part", "list": "list", "list by a name": "search", "household": "household", "sheet": "sheet",
         "outbox": "outbox", "profile": "profile", "home": "home", "panel": "panel",
         "panel's version": "panel's version", "board": "board"}
"""What the table calls a page, and what test_clicks.py calls it."""
SQL_AND_RENDER, DURABLE_INSERT, DURABLE_COPY, FEWER, UNPACKED = (
    "bare SQL + bare render", "durable insert", "durable copy of the file", "reset of 74", "bytes unpacked")


@dataclass
class Compared:
    """One line: a deed at so many journal rows beside its floor, one number a round."""

    name: str
    rows: int
    floor_is: str
    unit: str = "ms"
    ours: list[float] = field(default_factory=list)
    floor: list[float] = field(default_factory=list)

    @property
    def figures(self) -> dict[str, Any]:
        ours, floor = statistics.median(self.ours), statistics.median(self.floor)
        return {"name": self.name, "rows": self.rows, "ours": round(ours, 2), "least": round(min(self.ours), 2),
                "most": round(max(self.ours), 2), "unit": self.unit, "floor_is": self.floor_is, "floor": round(floor, 3),
                "times": round(ours / floor, 2) if floor else None}


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--rounds", type=int, default=9)
    arguments.add_argument("--json", action="store_true")
    chosen = arguments.parse_args()
    found = [line.figures for line in everything(chosen.rounds)]
    grown = growth(found)
    if chosen.json:
        print(json.dumps({"lines": found, "grows": grown}, indent=2))
        return
    table = Table("", "journal", "ours", "from–to", "floor", "times", "grows")
    for each in found:
        table.add_row(each["name"], str(each["rows"] or ""), f"{each['ours']:g} {each['unit']}",
                      f"{each['least']:g}–{each['most']:g}", f"{each['floor']:g} ({each['floor_is']})", f"{each['times']}",
                      f"{grown[each['name']]}" if each["rows"] == MANY and each["name"] in grown else "")
    Console(width=150).print(table)


def everything(rounds: int) -> Iterator[Compared]:
    with ExitStack() as stages:
        halls = {rows: stages.enter_context(seated_in_an_exercise()) for rows in (FEW, MANY)}
        for rows, seated in halls.items():
            seated.lengthen(rows)
        yield from clicks(halls, rounds)
        yield from deeds(halls, rounds)
        yield from wire(halls[FEW])
    yield from of_the_store()


def growth(found: Sequence[dict[str, Any]]) -> dict[str, float]:
    """By name, how much more it costs after 2,000 rows than after 50."""
    by_rows = {(each["name"], each["rows"]): each["ours"] for each in found}
    return {name: round(by_rows[name, MANY] / ours, 2) for (name, rows), ours in by_rows.items()
            if rows == FEW and (name, MANY) in by_rows}


def clicks(halls: dict[int, Seated], rounds: int) -> list[Compared]:
    """Every page at every length of the journal."""
    found = {(name, rows): Measured() for name in PAGES for rows in halls}
    for name, rows in found:
        halls[rows].look(PAGES[name])
    for _ in range(rounds):
        for (name, rows), measured in found.items():
            measured.add(halls[rows], PAGES[name])
    return [Compared(name, rows, SQL_AND_RENDER, ours=each.whole, floor=each.floors) for (name, rows), each in found.items()]


def deeds(halls: dict[int, Seated], rounds: int) -> Iterator[Compared]:
    """A save, beside a durable insert into a bare file; a begin, beside a durable copy of the sandbox's file."""
    with TemporaryDirectory(prefix="gladi-bench-") as folder:
        insert = store.bare_insert(Path(folder) / "bare.sqlite")
        saves = {rows: Compared("save", rows, DURABLE_INSERT) for rows in halls}
        for number in range(rounds):
            for rows, seated in halls.items():
                saves[rows].ours.append(on_the_clock(seated.ready("save")))
                saves[rows].floor.append(on_the_clock(insert, number))
        yield from saves.values()
        begins = Compared("begin", FEW, DURABLE_COPY)
        for number in range(rounds):
            file = sandbox_file(halls[FEW])
            begins.ours.append(on_the_clock(halls[FEW].bot.begin, EXERCISE))
            begins.floor.append(on_the_clock(store.durable_copy, file, Path(folder) / f"copy-{number}"))
        yield begins


def wire(seated: Seated) -> Iterator[Compared]:
    """KB of an answer's body as it is sent, beside what it is unpacked. test_wire.py counts what a real browser fetches."""
    for name, page in PAGES.items():
        if name != "panel's version":
            client: Any = seated.browser_for(page).transport
            sent = client.client.get(seated.addresses[page], headers={"Accept-Encoding": "gzip"}).data
            yield Compared(f"wire: {name}", 0, UNPACKED, "KB", [len(sent) / 1024], [len(gzip.decompress(sent)) / 1024])


def of_the_store() -> Iterator[Compared]:
    """A first touch beside a durable copy of its file, and a reset of 10,000 beside one of 74."""
    found = store.measured(None, 100)
    touch, reset = found["first_touch"], found["reset"]
    yield Compared("first touch", 0, DURABLE_COPY, ours=touch["ours_ms"], floor=touch["copy_ms"])
    yield Compared("reset of 10,000", 0, FEWER, ours=reset["of_10000_ms"], floor=reset["of_74_ms"])


def sandbox_file(seated: Seated) -> Path:
    """The practice database of the seat as it stands now."""
    folder: Path = seated.stage.app.extensions["gladi"].settings.sandboxes
    return max((folder / str(seated.seat.pin.sandbox)).glob("g*.sqlite"), key=lambda file: int(file.stem[1:]))


def on_the_clock(work: Callable[..., object], *arguments: object) -> float:
    began = time.perf_counter()
    work(*arguments)
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main()
