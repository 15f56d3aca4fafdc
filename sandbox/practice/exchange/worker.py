"""The process in which files are read, checked and made: a task comes in, what came of it goes out, and it ends (child.py)."""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, BinaryIO

from sandbox.machine import child
from sandbox.machine.child import Progress
from sandbox.practice.exchange import checking, exporting, marked
from sandbox.practice.exchange.report import PlannedFamily, Report
from sandbox.practice.exchange.sheets import checking as sheet_checking
from sandbox.practice.exchange.sheets import reading as sheet_reading
from sandbox.practice.exchange.sheets.asking import KnownSheets
from sandbox.practice.exchange.sheets.checking import PlannedSheet
from sandbox.practice.exchange.sheets.writing import WRITTEN, filled
from sandbox.practice.exchange.village import KnownVillage
from sandbox.practice.sheets import sheet as sheets
from sandbox.spreadsheets.cells import NoSpreadsheet
from sandbox.spreadsheets.files import read_file

MOST_MEMORY = 1_500_000_000
"""Bytes, where the system can bound them: a file that asks for more ends this process, and nothing else."""
CHECK, EXPORT_ALL, EXPORT_SHEETS, MARK_CELLS = "periksa", "keluarkan", "lembar", "tandai"


def do(task: str, needed: Mapping[str, Any], content: bytes, progress: Progress) -> tuple[dict[str, Any], bytes]:
    """What came of it: JSON, and a file."""
    return TASKS[task](needed, content, progress)


def _check(needed: Mapping[str, Any], content: bytes, progress: Progress) -> tuple[dict[str, Any], bytes]:
    try:
        grids = read_file(content)
        if sheet_reading.is_meant(grids):
            report, plan = sheet_checking.check(grids, KnownSheets.from_json(needed["of_sheets"]), progress)
            return {"report": report.as_json()}, _packed(plan)
        report, families = checking.check(grids, KnownVillage.from_json(needed), progress)
    except NoSpreadsheet as refused:
        return {"refused": [refused.why, refused.remedy, refused.code]}, b""
    return {"report": report.as_json()}, _packed(families)


def _packed(plan: Sequence[PlannedFamily] | Sequence[PlannedSheet]) -> bytes:
    return json.dumps([each.as_json() for each in plan], default=_plain).encode()


def _export(needed: Mapping[str, Any], _content: bytes, _progress: Progress) -> tuple[dict[str, Any], bytes]:
    return {}, exporting.export(KnownVillage.from_json(needed))


def _export_sheets(needed: Mapping[str, Any], _content: bytes, _progress: Progress) -> tuple[dict[str, Any], bytes]:
    places = [sheets.places()[each] for each in needed["wanted"]]
    return {}, WRITTEN[needed["ending"]](filled(places, KnownSheets.from_json(needed["of_sheets"])))


def _mark(needed: Mapping[str, Any], content: bytes, _progress: Progress) -> tuple[dict[str, Any], bytes]:
    return {}, marked.marked(read_file(content), Report.from_json(needed))


TASKS: Mapping[str, Callable[[Mapping[str, Any], bytes, Progress], tuple[dict[str, Any], bytes]]] = {
    CHECK: _check, EXPORT_ALL: _export, EXPORT_SHEETS: _export_sheets, MARK_CELLS: _mark}


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def main(source: BinaryIO, target: BinaryIO) -> None:
    """Do the one task that comes in."""
    child.answer(lambda asked, content, progress: do(asked["task"], asked["needed"], content, progress), source, target,
                 most_memory=MOST_MEMORY)


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
