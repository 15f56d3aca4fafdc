"""What an office's list of people costs: a workbook of so many rows checked, applied, applied again unchanged, and taken back.

    python bench/roster.py [ROWS] [--json]

A throwaway platform database with a training of six days and half as many villages as rows, two people each; one name in
nine in capitals, one village in fifty misspelt (the nearest official one is taken). `check` is done in a process of its own, as
the server does it, its start included; `page`: what the page of the dry run reads; `apply`, `again`, `undo`: one transaction
each. Seconds of processor time, children included: a loaded machine takes no part in them.
"""

import io
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent.parent))  # this file's own folder would hide the rooms

from openpyxl import Workbook
from rich.console import Console
from rich.table import Table

from instructor.days import beginning
from instructor.days.beginning import TrainingPlan
from instructor.people import applying, importing, worker
from sandbox.platform import schema
from sandbox.server.app import create_app
from sandbox.settings import Settings
from seed.land.regions import Region

ROWS, DAYS, ACCOUNT = 10_000, 6, 1
NOW = datetime(2026, 11, 12, 8, tzinfo=UTC)


def main(arguments: list[str]) -> None:
    rows = next((int(each) for each in arguments if each.isdigit()), ROWS)
    found = dict(measured(rows))
    if "--json" in arguments:
        print(json.dumps({"rows": rows, **{step: round(took, 2) for step, took in found.items()}}))
        return
    table = Table(f"{rows} rows", "s")
    for step, took in found.items():
        table.add_row(step, f"{took:.2f}")
    Console().print(table)


def measured(rows: int) -> Iterator[tuple[str, float]]:
    regions = villages(rows // 2)
    content = workbook(regions)
    with hall(regions):
        worker.is_served = lambda: True  # type: ignore[attr-defined] - checked in a child process, as on the server
        yield "check", timed(lambda: importing.check(ACCOUNT, "peserta.xlsx", content, now=NOW))
        proposals = importing.page(ACCOUNT)
        assert proposals is not None
        answers = {each.key: each.choices[0].value for each in proposals.report.problems if each.choices}
        if answers:
            yield "answer", timed(lambda: importing.answer(ACCOUNT, answers, now=NOW))
        seen: list[str] = []
        yield "page", timed(lambda: seen.append(shown()))
        yield "apply", timed(lambda: importing.apply(ACCOUNT, seen=seen[0], now=NOW))
        importing.check(ACCOUNT, "peserta.xlsx", content, now=NOW)
        if answers:
            importing.answer(ACCOUNT, answers, now=NOW)
        unchanged = shown()
        yield "again", timed(lambda: importing.apply(ACCOUNT, seen=unchanged, now=NOW))
        last = applying.last_import()
        assert last is not None
        yield "undo", timed(lambda: applying.undo(last.id, now=NOW, by=ACCOUNT))


def shown() -> str:
    page = importing.page(ACCOUNT)
    assert page is not None
    return page.changes.fingerprint


def timed(work: Callable[[], object]) -> float:
    began = sum(os.times()[:4])
    work()
    return sum(os.times()[:4]) - began


def villages(count: int) -> list[Region]:
    """A hundred in each subdistrict."""
    districts = [f"35.{10 + n // 90:02d}.{n % 90 + 1:02d}" for n in range(-(-count // 100))]
    return [Region(f"{districts[n // 100]}.{2001 + n % 100}", districts[n // 100], f"Kecamatan {n // 100 + 1}",
                   f"Desa {letters(n)}", "desa") for n in range(count)]


def letters(number: int) -> str:
    """A name of its own for each number, no two of which differ in one letter alone."""
    return "".join("bcdfgjklmnprstw"[number // 15**at % 15] + "aeiou"[number // 15**at % 5] for at in range(4)).capitalize()


def workbook(regions: list[Region]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Peserta")
    sheet.append(["No", "Nama", "Jabatan", "Desa", "Kecamatan"])
    for number, region in enumerate(regions):
        for role in ("Sekdes", "OPERATOR"):
            name = f"{letters(number * 2 + (role != 'Sekdes'))} {letters(number)}"
            village = f"{region.name}h" if number % 50 == 7 else region.name
            sheet.append([number, f" {name.upper()} " if number % 9 == 4 else name, role, village, region.district])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@contextmanager
def hall(regions: list[Region]) -> Iterator[None]:
    plan = TrainingPlan("Ukur", "", NOW.date(), DAYS, "satu-hari", weekdays=range(7))
    share = -(-len(regions) // DAYS)
    with TemporaryDirectory() as folder:
        app = create_app(Settings(instance=Path(folder)))
        schema.prepare(app)
        with app.app_context():
            beginning.begin(plan, [regions[start:start + share] for start in range(0, len(regions), share)], now=NOW, by=0)
            yield
            app.extensions["gladi"].store.close()


if __name__ == "__main__":
    main(sys.argv[1:])
