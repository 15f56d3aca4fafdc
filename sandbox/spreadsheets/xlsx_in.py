"""An Excel workbook read as text, whoever made it.

A formula is what it last showed; it is never evaluated. A document type, with which entities come in, is refused. What is
unpacked is counted as it comes, so that no small file becomes a large one.
"""

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from posixpath import basename, dirname, join, normpath
from typing import IO, Any

from lxml import etree

from sandbox.spreadsheets.cells import CellIn, NoSpreadsheet, RowIn, SheetIn, Stands, column_of
from sandbox.spreadsheets.csv_in import too_many_rows
from sandbox.spreadsheets.guard import unguarded

MOST_PARTS = 2_000
MOST_SHEETS = 250
"""A whole form of sheets has 124."""
MOST_UNPACKED = 60_000_000
"""Bytes of all that is unpacked. The largest file that is taken holds ten thousand rows of every question."""
MOST_TAGS = 500_000
"""Beginnings and ends of elements that are kept at a time. Excel's own most, 64,000 styles, are fewer."""
MOST_COLUMNS = 1_000
LONGEST_CELL = 32_767
"""Letters; Excel's own bound."""
DAY_FORMATS = {*range(14, 23), *range(27, 37), *range(50, 59)}
"""Excel's own number formats that show a date."""
PERCENT_FORMATS = {9, 10}
NOT_A_DATE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|General', re.IGNORECASE)
LEAP_DAY = 60
"""Excel counts a 29 February 1900, which never was; the days before it are one less."""
LAST_DAY = 2_958_465
ZERO = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
"""The day before the first, by whether the file counts from 1904."""
MAIN_PART = "xl/workbook.xml"
AS_NUMBER = re.compile("_x([0-9A-Fa-f]{4})_")
"""How Excel writes a letter that XML can't hold, and an underscore that would look like such a one: _x000D_, _x005F_."""
RESAVE = "Buka di Excel, simpan sekali lagi, lalu unggah yang baru."


@dataclass(frozen=True, slots=True)
class _Book:
    """What is needed to read any sheet of a workbook."""

    words: Sequence[str]
    """Texts that cells name by number."""
    day_styles: frozenset[int]
    """Styles of cells that show a number as a date."""
    percent_styles: frozenset[int]
    since_1904: bool


class _Archive:
    """The parts of the file; all that they unpack to is counted together."""

    def __init__(self, content: bytes) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(content))
        # Names of parts are the same whatever their capitals, and some programs write them with the strokes of Windows.
        self._names = {name.replace("\\", "/").casefold(): name for name in self._zip.namelist()}
        self.left = MOST_UNPACKED
        if len(self._zip.filelist) > MOST_PARTS:
            raise _too_much()
        if any(info.flag_bits & 1 for info in self._zip.infolist()):
            raise NoSpreadsheet("File ini dikunci dengan kata sandi.", "Simpan tanpa kata sandi, lalu unggah lagi.")

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._names

    def open(self, name: str) -> "_Counted":
        return _Counted(self._zip.open(self._names[name.casefold()]), self)


class _Counted:
    """A part as a stream."""

    def __init__(self, stream: IO[bytes], archive: _Archive) -> None:
        self._stream, self._archive = stream, archive
        self.tags = 0
        """Since the last element that was forgotten: what is kept of a part grows with them, twentyfold."""

    def read(self, size: int = -1) -> bytes:
        found = self._stream.read(65_536 if size < 0 else min(size, 65_536))
        self._archive.left -= len(found)
        self.tags += found.count(b"<")
        if self._archive.left < 0 or self.tags > MOST_TAGS:
            raise _too_much()
        return found


def read_workbook(content: bytes, *, most_rows: int) -> list[SheetIn]:
    """Its sheets in their order, hidden ones too. Raises NoSpreadsheet."""
    try:
        archive = _Archive(content)
        main = _main_part(archive)
        root, links = _tree(archive, main), _Links.of(archive, main)
        looks = _Looks.of(archive, links.part("styles", "xl/styles.xml"))
        book = _Book(list(_words(archive, links.part("sharedStrings", "xl/sharedStrings.xml"))),
                     looks.of_formats(DAY_FORMATS, _is_day), looks.of_formats(PERCENT_FORMATS, _is_percent), _since_1904(root))
        return [SheetIn(name, tuple(_rows(archive, part, book, most_rows)), is_hidden)
                for name, part, is_hidden in _sheets(links, root) if part in archive]
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, LookupError, NotImplementedError, RuntimeError, OSError,
            ValueError, ArithmeticError, etree.XMLSyntaxError) as error:
        raise NoSpreadsheet("File Excel ini rusak atau tidak lengkap.", RESAVE) from error


def _main_part(archive: _Archive) -> str:
    """The name of the workbook itself. Raises NoSpreadsheet for every other thing that is a ZIP."""
    main = _Links.of(archive, "").part("officeDocument", MAIN_PART)
    if main in archive and main.endswith(".xml") and not main.startswith(("word/", "ppt/")):
        return main
    resave = "Pilih Simpan Sebagai, jenis Excel Workbook (.xlsx), lalu unggah yang baru."
    said = next((words for name, words in (
        ("xl/workbook.bin", "File ini Excel biner (.xlsb)."), ("content.xml", "File ini OpenDocument (.ods)."),
        ("word/document.xml", "File ini dokumen Word."), ("ppt/presentation.xml", "File ini presentasi PowerPoint."))
        if name in archive), "")
    if not said:
        raise NoSpreadsheet("File ini arsip ZIP.", "Keluarkan dulu file Excel-nya, lalu unggah file itu.")
    raise NoSpreadsheet(said, resave)


@dataclass(frozen=True, slots=True)
class _Links:
    """What a part names by its relationships: parts by id, and by the last word of their kind."""

    by_id: Mapping[str, str]
    by_kind: Mapping[str, str]

    @classmethod
    def of(cls, archive: _Archive, part: str) -> "_Links":
        """Of that part; of the whole file for ''."""
        name = join(dirname(part), "_rels", f"{basename(part)}.rels")
        found = list(_tree(archive, name).iter("{*}Relationship")) if name in archive else []
        targets = [_target(dirname(part), each.get("Target", "")) for each in found]
        return cls({each.get("Id"): target for each, target in zip(found, targets, strict=True)},
                   {each.get("Type", "").rpartition("/")[2]: target for each, target in zip(found, targets, strict=True)})

    def part(self, kind: str, usual: str) -> str:
        return self.by_kind.get(kind, usual)


def _target(folder: str, target: str) -> str:
    """A part's name: from the root where it begins with a stroke, else from the folder of the part that names it."""
    target = target.replace("\\", "/")
    return normpath(target.lstrip("/") if target.startswith("/") else join(folder, target))


def _elements(archive: _Archive, part: str, *tags: str) -> Iterator[Any]:
    """The elements of these names in a part, each whole; forgotten once the next one is asked for."""
    stream = archive.open(part)
    events = etree.iterparse(stream, events=("end",), tag=[f"{{*}}{tag}" for tag in tags],
                             resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    for _, element in events:
        _refuse_doctype(element)
        yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
        stream.tags = 0


def _tree(archive: _Archive, part: str) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    stream = archive.open(part)
    while chunk := stream.read():
        parser.feed(chunk)
    root = parser.close()
    _refuse_doctype(root)
    return root


def _refuse_doctype(element: Any) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise NoSpreadsheet("File ini tidak dibaca, sebab berisi perintah XML yang tidak dipakai Excel.", RESAVE)


def _since_1904(root: Any) -> bool:
    return any(each.get("date1904") in ("1", "true") for each in root.iter("{*}workbookPr"))


def _sheets(links: _Links, root: Any) -> list[tuple[str, str, bool]]:
    """Name and part of each sheet, and whether it is hidden."""
    found = []
    for each in root.iter("{*}sheet"):
        link = next((value for name, value in each.attrib.items() if str(name).endswith("}id")), "")
        if str(link) in links.by_id:
            found.append((each.get("name", ""), links.by_id[str(link)], each.get("state", "visible") != "visible"))
    if len(found) > MOST_SHEETS:
        raise _too_much()
    return found


def _words(archive: _Archive, part: str) -> Iterator[str]:
    if part in archive:
        for element in _elements(archive, part, "si"):
            yield _rich(element)


def _rich(element: Any) -> str:
    """The text of an element, whose letters may be formatted in pieces; without the reading aid of Japanese files."""
    return _letters("".join(each.text or "" for each in element.iter("{*}t")
                            if str(each.getparent().tag).rpartition("}")[2] != "rPh"))[:LONGEST_CELL]


def _letters(text: str) -> str:
    """With the letters that stand there as their numbers; half a letter of two numbers stays as it is."""
    return AS_NUMBER.sub(lambda found: found[0] if 0xD800 <= int(found[1], 16) <= 0xDFFF else chr(int(found[1], 16)), text)


@dataclass(frozen=True, slots=True)
class _Looks:
    """How cells may look: the number format of each style, and the code of each format that is not Excel's own."""

    styles: Sequence[int]
    codes: Mapping[int, str]

    @classmethod
    def of(cls, archive: _Archive, part: str) -> "_Looks":
        if part not in archive:
            return cls((), {})
        root = _tree(archive, part)
        return cls([int(each.get("numFmtId", "0")) for each in next(root.iter("{*}cellXfs"), ())],
                   {int(each.get("numFmtId", "0")): NOT_A_DATE.sub("", each.get("formatCode", ""))
                    for each in root.iter("{*}numFmt")})

    def of_formats(self, known: Set[int], is_one: Callable[[str], bool]) -> frozenset[int]:
        """The styles with one of Excel's `known` formats, or with one of the file's own that `is_one`."""
        wanted = known | {number for number, code in self.codes.items() if is_one(code)}
        return frozenset(place for place, number in enumerate(self.styles) if number in wanted)


def _is_day(code: str) -> bool:
    return re.search("[dy]|m+[-/ ]", code, re.IGNORECASE) is not None


def _is_percent(code: str) -> bool:
    return "%" in code


def _rows(archive: _Archive, part: str, book: _Book, most_rows: int) -> Iterator[RowIn]:
    number = count = 0
    for element in _elements(archive, part, "row"):
        number = int(element.get("r", number + 1))
        cells = _cells(element, book)
        if not cells:
            continue
        count += 1
        if count > most_rows + 1:
            raise too_many_rows(most_rows)
        yield RowIn(number, cells)


def _cells(row: Any, book: _Book) -> dict[int, CellIn]:
    found: dict[int, CellIn] = {}
    place = 0
    for cell in row:
        place = column_of(cell.get("r", "")) or place + 1
        if place > MOST_COLUMNS:
            break
        if (written := _written(cell, book)) is not None:
            found[place] = written
    return found


def _written(cell: Any, book: _Book) -> CellIn | None:
    """What the cell shows; None for nothing that one can see."""
    kind, value, has_formula = cell.get("t", "n"), "", False
    for each in cell:
        name = str(each.tag).rpartition("}")[2]
        if name == "v":
            value = each.text or ""
        elif name == "is":
            value = _rich(each)
        has_formula = has_formula or name == "f"
    if kind == "s":
        value = book.words[int(value)]
    if not value.strip():
        return CellIn(Stands.FAULT, "rumus tanpa hasil") if has_formula and kind != "str" else None
    if kind == "e":
        return CellIn(Stands.FAULT, value)
    if kind == "b":
        return CellIn(Stands.TEXT, "TRUE" if value == "1" else "FALSE")
    if kind == "d":
        return CellIn(Stands.DAY, date.fromisoformat(value[:10]).isoformat())
    if kind == "n":
        return _number(value, int(cell.get("s", "0")), book)
    return CellIn(Stands.TEXT, unguarded((_letters(value) if kind == "str" else value)[:LONGEST_CELL]))


def _number(value: str, style: int, book: _Book) -> CellIn:
    number = float(value)
    if style in book.percent_styles:  # 0.25 with the look of 25%: whoever typed it typed 25
        return CellIn(Stands.TEXT, f"{float(f'{number * 100:.12g}'):f}".rstrip("0").rstrip(".").replace(".", ",") + "%")
    if abs(number) < 1e15:
        number = float(f"{number:.15g}")  # no more than Excel shows: 0.30000000000000004 is 0,3 there
    if style in book.day_styles and 1 <= number <= LAST_DAY:
        days = int(number) + (not book.since_1904 and number < LEAP_DAY)
        return CellIn(Stands.DAY, (ZERO[book.since_1904] + timedelta(days)).isoformat())
    return CellIn(Stands.NUMBER, str(int(number)) if number == int(number) and abs(number) < 1e15 else repr(number))


def _too_much() -> NoSpreadsheet:
    return NoSpreadsheet("Isi file ini jauh lebih besar daripada ukurannya.",
                         "Salin datanya ke templat yang baru, lalu unggah templat itu.", code="IMP-413")
