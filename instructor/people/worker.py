"""The process in which a list of people is read and checked, whatever its file is: bounded in time and memory (child.py)."""

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from instructor.people.checking import RosterReport, check_roster
from instructor.people.columns import RosterColumn
from instructor.people.official import OfficialVillage, OfficialVillages
from instructor.people.rows import read_roster
from sandbox.machine import child
from sandbox.machine.child import Progress
from sandbox.machine.loop import is_served
from sandbox.spreadsheets.cells import NoSpreadsheet
from sandbox.spreadsheets.files import read_file

MOST_ROWS = 10_100
"""Ten thousand people, and what stands above and below them."""
MOST_MEMORY = 1_500_000_000
WITHIN_S = 60
SPLIT = "Bagi menurut kecamatan, lalu unggah satu per satu."


def checked(content: bytes, official: OfficialVillages, *, answers: Mapping[str, str],
            columns: Mapping[int, RosterColumn]) -> RosterReport:
    """What comes of the file with these answers, off the loop. Raises NoSpreadsheet."""
    needed = {"villages": [[each.code, each.name, each.kind, each.district] for each in official.all], "answers": dict(answers),
              "columns": {str(place): column for place, column in columns.items()}}
    said = _done(needed, content)
    if "refused" in said:
        raise NoSpreadsheet(*said["refused"])
    return RosterReport.from_json(said["report"])


def _done(needed: Mapping[str, Any], content: bytes) -> dict[str, Any]:
    if not is_served():
        return dict(json.loads(json.dumps(do(needed, content, lambda count, of: None)[0])))
    try:
        return child.ask(__name__, needed, content, lambda count, of: None, within_s=WITHIN_S)[0]
    except child.Unfinished as ended:
        raise NoSpreadsheet("File ini tidak selesai diperiksa: isinya terlalu banyak untuk sekali jalan.", SPLIT) from ended


def do(needed: Mapping[str, Any], content: bytes, _progress: Progress) -> tuple[dict[str, Any], bytes]:
    """The check, as JSON."""
    try:
        columns = {int(place): RosterColumn(column) for place, column in needed["columns"].items()}
        read = read_roster(read_file(content, most_rows=MOST_ROWS), columns or None)
    except NoSpreadsheet as refused:
        too_much = refused.code == "IMP-413"
        return {"refused": [refused.why, SPLIT if too_much else refused.remedy]}, b""
    official = OfficialVillages(OfficialVillage(*each) for each in needed["villages"])
    return {"report": asdict(check_roster(read, official, needed["answers"]))}, b""


if __name__ == "__main__":
    child.answer(do, sys.stdin.buffer, sys.stdout.buffer, most_memory=MOST_MEMORY)
