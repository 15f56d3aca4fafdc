"""What our own reader and writer of workbooks cost and withstand, beside openpyxl: sandbox/spreadsheets on the one side.

    python bench/spreadsheets.py [ROWS] [--json]

Each line is a process of its own: seconds of processor time without its start, and MB that its memory grew. `read`: a workbook of
so many rows of twenty cells, read as text; `write`: the same rows written, the head locked, a list to choose from. Hostile files:
a zip bomb of a sheet, one of shared texts, entities that grow, an entity of the file system, a formula; and what is said to each.
"""

import io
import json
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parent.parent))  # this file's own folder would hide the rooms

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidation
from rich.console import Console
from rich.table import Table

from sandbox.spreadsheets.cells import NoSpreadsheet
from sandbox.spreadsheets.files import MOST_ROWS, read_file
from sandbox.spreadsheets.xlsx_out import SheetColumn, SheetOut, column_range, workbook

COLUMNS = 20
MOST_SECONDS = 60
ENDLESS = 200_000_000
"""Bytes that a bomb unpacks to."""
TEXTS_AT = "xl/sharedStrings.xml"
TEXTS = (b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.'
         b'spreadsheetml.sharedStrings+xml"/>')
SPACE = b"<x></x>   "
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LOL = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))


def rows(count: int) -> list[list[str]]:
    return [[f"35106212089{row:05d}" if column == 0 else f"Warga {row} {column}" for column in range(COLUMNS)]
            for row in range(count)]


def our_file(count: int) -> bytes:
    lists = SheetOut("Pilihan", [["Ya"], ["Tidak"]])
    chosen = SheetColumn(18, choices=column_range("Pilihan", 1, 1, 2))
    columns = [chosen if place == 3 else SheetColumn(18) for place in range(COLUMNS)]
    return workbook([SheetOut("Anggota", [["Judul"] * COLUMNS, *rows(count)], columns, is_locked=True), lists])


def openpyxl_file(count: int) -> bytes:
    book = Workbook(write_only=True)
    sheet, lists = book.create_sheet("Anggota"), book.create_sheet("Pilihan")
    sheet.protection.sheet, sheet.freeze_panes = True, "B2"
    chosen = DataValidation(type="list", formula1="Pilihan!$A$1:$A$2")
    sheet.data_validations.append(chosen)
    chosen.add(f"D2:D{count + 1}")
    for row in [["Judul"] * COLUMNS, *rows(count)]:
        sheet.append(row)
    for row in (["Ya"], ["Tidak"]):
        lists.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_ours(content: bytes) -> int:
    return sum(len(row.cells) for sheet in read_file(content) for row in sheet.rows)


def with_openpyxl(content: bytes) -> int:
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    return sum(value is not None for sheet in book for row in sheet.iter_rows(values_only=True) for value in row)


def _altered(part: str, text: bytes, doubled: int = 0) -> bytes:
    """A small workbook with another text for one of its parts; `doubled`: so many bytes of empty elements inside."""
    out = io.BytesIO()
    small = Workbook()
    small.active.append(["Nama", "NIK"])
    plain = io.BytesIO()
    small.save(plain)
    with zipfile.ZipFile(plain) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name in before.namelist():
            if name != part:
                named = TEXTS if part == TEXTS_AT else b""  # who reads by the list of parts would not look at it else
                archive.writestr(name, before.read(name).replace(b"</Types>", named + b"</Types>"))
        with archive.open(part, "w", force_zip64=True) as stream:
            begin, _, end = text.partition(b"@")
            stream.write(begin)
            for _ in range(doubled // 1_000_000):
                stream.write(SPACE * 100_000)
            stream.write(end)
    return out.getvalue()


def hostile() -> Mapping[str, bytes]:
    sheet, texts = "xl/worksheets/sheet1.xml", TEXTS_AT
    body = '<worksheet {0}><sheetData>{1}</sheetData></worksheet>'
    doctype = '<!DOCTYPE a [{0}]>'
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>{0}</t></is></c></row>'
    return {
        "zip bomb": _altered(sheet, body.format(MAIN, "@").encode(), ENDLESS),
        "shared texts bomb": _altered(texts, f"<sst {MAIN}>@</sst>".encode(), ENDLESS),
        "growing entities": _altered(sheet, (doctype.format('<!ENTITY l0 "lol">' + LOL) + body.format(
            MAIN, cell.format("&l8;"))).encode()),
        "entity of the file system": _altered(sheet, (doctype.format('<!ENTITY x SYSTEM "file:///etc/hostname">') + body.format(
            MAIN, cell.format("&x;"))).encode()),
        "formula": _altered(sheet, body.format(MAIN, '<row r="1"><c r="A1"><f>WEBSERVICE("http://a")</f><v>7</v></c></row>').encode()),
    }


WRITTEN: Mapping[str, Callable[[int], bytes]] = {"ours": our_file, "openpyxl": openpyxl_file}
READ: Mapping[str, Callable[[bytes], int]] = {"ours": with_ours, "openpyxl": with_openpyxl}


def child(what: str, whose: str, count: int) -> None:
    """One measurement, told as JSON on standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (4_000_000_000, 4_000_000_000))
    content = b"" if what == "write" else sys.stdin.buffer.read()
    before, begun = _memory_mb(), process_time()
    said = "read"
    try:
        made = len(WRITTEN[whose](count)) if what == "write" else READ[whose](content)
    except NoSpreadsheet as refused:
        made, said = 0, f"refused: {refused.why}"
    except Exception as error:  # noqa: BLE001  what a library raises at such a file is what is asked
        made, said = 0, f"{type(error).__name__}"
    took, grew = round(process_time() - begun, 2), round(_memory_mb() - before)
    print(json.dumps({"seconds": took, "mb": grew, "made": made, "said": said}))


def _memory_mb() -> float:
    """The most that this process ever held: getrusage would tell its parent's too."""
    told = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in told.splitlines() if line.startswith("VmHWM")) / 1000


def measured(what: str, whose: str, count: int, content: bytes) -> dict[str, object]:
    try:
        done = subprocess.run([sys.executable, __file__, "--child", what, whose, str(count)], input=content, capture_output=True,
                              timeout=MOST_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return {"seconds": MOST_SECONDS, "mb": 0, "made": 0, "said": f"not done after {MOST_SECONDS} s"}
    return dict(json.loads(done.stdout)) if done.returncode == 0 else {
        "seconds": 0, "mb": 0, "made": 0, "said": f"died ({done.returncode})"}


def main(arguments: list[str]) -> None:
    if arguments[:1] == ["--child"]:
        child(arguments[1], arguments[2], int(arguments[3]))
        return
    numbers = [int(each) for each in arguments if each.isdigit()]
    count = numbers[0] if numbers else MOST_ROWS
    files = {"read": our_file(count), "write": b"", **hostile()}
    found = {what: {whose: measured(what, whose, count, content) for whose in READ} for what, content in files.items()}
    if "--json" in arguments:
        print(json.dumps({"rows": count, **found}, indent=2))
        return
    table = Table("what", "whose", "seconds", "MB", "said", title=f"{count} rows of {COLUMNS} cells")
    for what, each in found.items():
        for whose, told in each.items():
            table.add_row(what, whose, str(told["seconds"]), str(told["mb"]), str(told["said"]))
    Console().print(table)


if __name__ == "__main__":
    main(sys.argv[1:])
