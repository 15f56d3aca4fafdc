"""Files are read and made in a process of their own, so that nobody waits for one; without gevent it is simply done here.

At most `AT_ONCE` of a server process at a time, each for at most `WITHIN_S` seconds and in bounded memory (worker.py).
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from threading import BoundedSemaphore
from typing import Any

from sandbox.machine import child
from sandbox.machine.child import Progress
from sandbox.machine.loop import is_served
from sandbox.practice.exchange import worker
from sandbox.practice.exchange.report import Report
from sandbox.spreadsheets.cells import NoSpreadsheet
from sandbox.spreadsheets.files import LARGEST, too_large

AT_ONCE = 2
WITHIN_S = 90
TURN_WITHIN_S = 60


def checked(content: bytes, village: Mapping[str, Any], progress: Progress) -> tuple[Report, bytes]:
    """What is told of the file, and the plan as JSON. `village`: see asking.told. Raises NoSpreadsheet."""
    if len(content) > LARGEST:
        raise too_large(len(content))
    said, plan = _done(worker.CHECK, village, content, progress)
    if "refused" in said:
        why, remedy, code = said["refused"]
        raise NoSpreadsheet(why, remedy, code)
    return Report.from_json(said["report"]), plan


def exported(village: Mapping[str, Any]) -> bytes:
    """The workbook with all families. Raises NoSpreadsheet where it is not made in time."""
    return _done(worker.EXPORT_ALL, village, b"", lambda count, of: None)[1]


def exported_sheets(of_sheets: Mapping[str, Any], wanted: Sequence[str], ending: str) -> bytes:
    """A file, xlsx or csv, with the sheets of these ids. `of_sheets`: see sheets.asking.told. Raises NoSpreadsheet."""
    needed = {"of_sheets": of_sheets, "wanted": list(wanted), "ending": ending}
    return _done(worker.EXPORT_SHEETS, needed, b"", lambda count, of: None)[1]


def marked(content: bytes, report: Report) -> bytes:
    """The file with coloured cells and notes. Raises NoSpreadsheet."""
    return _done(worker.MARK_CELLS, report.as_json(), content, lambda count, of: None)[1]


def _done(task: str, needed: Mapping[str, Any], content: bytes, progress: Progress) -> tuple[dict[str, Any], bytes]:
    if not is_served():
        return worker.do(task, json.loads(json.dumps(needed)), content, progress)
    if not _places().acquire(timeout=TURN_WITHIN_S):
        raise NoSpreadsheet("Sedang banyak file yang diperiksa.", "Tunggu sebentar, lalu coba lagi.", code="IMP-503")
    try:
        return in_child(task, needed, content, progress)
    finally:
        _places().release()


@cache
def _places() -> BoundedSemaphore:
    """Made at the first call: it belongs to the loop of the process that uses it."""
    return BoundedSemaphore(AT_ONCE)


def in_child(task: str, needed: Mapping[str, Any], content: bytes, progress: Progress) -> tuple[dict[str, Any], bytes]:
    """The same in a process of its own. Raises NoSpreadsheet where that ends before it is done."""
    try:
        return child.ask(worker.__name__, {"task": task, "needed": needed}, content, progress, within_s=WITHIN_S)
    except child.Unfinished as ended:
        raise NoSpreadsheet("File ini tidak selesai dikerjakan: isinya terlalu banyak untuk sekali jalan.",
                            "Bagi menurut RT atau dusun, lalu impor satu per satu.", code="IMP-413") from ended
