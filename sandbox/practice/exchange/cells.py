"""One cell of a file, read by its field's kind as the form reads what is typed; and what only a file can get wrong.

Excel keeps fifteen digits of a number, turns dates into numbers and may have exchanged day and month: what is lost is told as
lost, what can be read in two ways is told with both readings, and nothing is guessed.
"""

import difflib
import re
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

from sandbox.practice.exchange.layout import BETWEEN, PRESENCE, FileColumn, words_by_code
from sandbox.practice.forms import field_errors as errors
from sandbox.practice.forms.fields import Field, Option
from sandbox.practice.forms.values import NoValue, read, shortened, written, written_date
from sandbox.spreadsheets.cells import CellIn, Stands
from sandbox.words.digits import MONTHS, plain
from sandbox.words.folding import folded, seen

LONG = 15
"""Digits of a number that Excel keeps."""
IN_SHORT = re.compile(r"-?[0-9](?:[.,][0-9]+)?E\+?[0-9]{1,3}", re.IGNORECASE)
SLASHED = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
SERIAL = re.compile(r"[0-9]{4,5}")
DAY_ZERO = date(1899, 12, 30)


class RoundedByExcel(errors.FieldError):
    code = "IMP-NIK"
    wording = ("Excel memotong angka ini menjadi {seen}; angka terakhirnya sudah hilang. "
               "Ubah kolomnya menjadi Teks, lalu ketik lagi nomornya dari kartu.")


class DateTwoWays(errors.FieldError):
    code = "IMP-DATE"
    wording = "Terbaca dua cara: {first} atau {second}. Tulis dengan tanda hubung, hari-bulan-tahun, misalnya {example}."


class DateAsNumber(errors.FieldError):
    code = "IMP-DATE"
    wording = "Ini nomor urut tanggal Excel; terbaca {day}. Bila benar, tulis {day}."


class NotInList(errors.FieldError):
    code = "IMP-422"
    wording = "Tidak ada di daftar pilihan. {near}"


class FaultyCell(errors.FieldError):
    code = "IMP-422"
    wording = "Sel ini menunjukkan {value}, bukan isian. Ketik isinya."


class NotPresence(errors.FieldError):
    code = "IMP-422"
    wording = "Hanya Ada atau Tidak ada yang dikenal di kolom ini. Pilih salah satu, atau kosongkan."


def value_of(column: FileColumn, cell: CellIn) -> Any:
    """What the cell answers. Raises NoValue."""
    if cell.kind is Stands.FAULT:
        raise NoValue(FaultyCell, value=cell.text)
    if column.table is not None:
        return _presence(cell)
    if column.field is None:
        return seen(cell.text)[:200]
    return _answer(column.field, cell)


def _presence(cell: CellIn) -> bool:
    """Whether the family has rows in the table."""
    for word, is_there in ((PRESENCE["ada"], True), (PRESENCE["tidak"], False)):
        if folded(cell.text) == folded(word):
            return is_there
    raise NoValue(NotPresence)


def _answer(field: Field, cell: CellIn) -> Any:
    if field.none_label and folded(cell.text) == folded(field.none_label):
        return field.none
    if field.options:
        return read(field, _codes(field, cell))
    if field.kind == "date":
        return _day(field, cell)
    if field.kind == "digits":
        return read(field, [_digits(field, cell)])
    return read(field, [_indonesian(cell.text) if cell.kind is Stands.NUMBER else cell.shown])


def _digits(field: Field, cell: CellIn) -> str:
    is_long = (field.length or 0) > LONG
    if cell.kind is Stands.NUMBER:
        if is_long and abs(float(cell.text)) >= 10 ** LONG:
            raise NoValue(RoundedByExcel, seen=cell.shown)
        return _whole(cell.text)
    if is_long and IN_SHORT.fullmatch(plain(cell.text).replace(" ", "")):
        raise NoValue(RoundedByExcel, seen=plain(cell.text))
    whole = _whole(plain(cell.text))
    return whole if is_long and len(whole) == field.length else cell.text  # a program wrote a text of digits as a number


def _whole(text: str) -> str:
    return text.removesuffix(".0")


def _indonesian(number: str) -> str:
    """A number of Python's as the form takes it: '31.5' → '31,5', '1e-05' → '0,00001'."""
    text = f"{float(number):.12f}".rstrip("0").rstrip(".") if "e" in number.lower() else number
    return text.removesuffix(".0").replace(".", ",")


def _day(field: Field, cell: CellIn) -> date:
    if cell.kind is Stands.DAY:
        return date.fromisoformat(cell.text)
    text = plain(cell.text)
    if cell.kind is Stands.NUMBER or SERIAL.fullmatch(text):
        _refuse_serial(_whole(text))
    elif (match := SLASHED.fullmatch(text)) and match[1] != match[2]:
        _refuse_two_ways(*(int(part) for part in match.groups()))
    found: date = read(field, [text])
    return found


def _refuse_serial(text: str) -> None:
    if SERIAL.fullmatch(text) and int(text) > 366:
        raise NoValue(DateAsNumber, day=written_date(DAY_ZERO + timedelta(int(text))))


def _refuse_two_ways(first: int, second: int, year: int) -> None:
    """Raises NoValue where both could be the month. With tanda hubung there is one reading only."""
    if not (1 <= first <= 12 and 1 <= second <= 12 and first != second and year > 1000):
        return
    raise NoValue(DateTwoWays, first=f"{first} {MONTHS[second - 1]}", second=f"{second} {MONTHS[first - 1]}",
                  example=f"{first:02d}-{second:02d}-{year}")


def _codes(field: Field, cell: CellIn) -> list[str]:
    parts = cell.text.split(BETWEEN) if field.kind == "choices" else [cell.text]
    return [_code(field, _whole(part) if cell.kind is Stands.NUMBER else part) for part in parts if seen(part)]


def _code(field: Field, text: str) -> str:
    """A code of the list, or the words of one. Raises NoValue with a near one, which is named and never put in."""
    known = _by_words(field.options)
    code = known.get(folded(text))
    if code is not None:
        return code
    near = near_words(text, known)
    hint = f"Pilihan yang dekat: {words_by_code(field)[known[near]]}." if near else "Pilih salah satu dari daftar di templat."
    raise NoValue(NotInList, value=shortened(seen(text)), near=hint)


def near_words(text: str, known: Collection[str]) -> str:
    """Which of these folded words is most like the text; empty if none is."""
    return next(iter(difflib.get_close_matches(folded(text), known, n=1, cutoff=0.7)), "")


@cache
def _by_words(options: tuple[Option, ...]) -> Mapping[str, str]:
    """Codes by folded words: the code itself, with a nought before it too, its label where that is only one's, its label with
    the code behind it, or before it as on paper, and what people write for it."""
    pairs = [(option.code, option.label) for option in options]
    found = {code.zfill(2): code for code, _ in pairs} | {folded(word): each.code for each in options for word in each.also}
    for form in ("{label} [{code}]", "{code}. {label}", "{code} {label}", "{code} - {label}"):
        found |= {folded(form.format(code=code, label=label)): code for code, label in pairs}
    for labels in ([folded(label) for _, label in pairs], [folded(label.replace("-", " ")) for _, label in pairs]):
        found |= {label: code for label, (code, _) in zip(labels, pairs, strict=True) if labels.count(label) == 1}
    return found | {folded(code): code for code, _ in pairs}


def cell_of(field: Field, value: Any) -> str | int | float | None:
    """How a stored value stands in a file; reading it gives the value again. None where there is no answer to write."""
    if value == field.none or value is None:
        return field.none_label
    if field.options:
        words = words_by_code(field)
        codes = [str(code) for code in value] if field.kind == "choices" else [str(value)]
        return f"{BETWEEN} ".join(words.get(code, code) for code in codes)
    if field.is_number and isinstance(value, int | float):
        return value
    if field.kind == "digits":
        return str(value)
    return written(field, value)[0]


def halves(text: str) -> tuple[str, str]:
    """A message in two: what does not fit; how it fits: its last sentence, or the last two where the last begins with Bila."""
    sentences = re.split(r"(?<=[.?!”]) (?=[A-Z“])", text)
    from_end = 2 if len(sentences) > 2 and sentences[-1].startswith("Bila") else 1
    if len(sentences) == 1:
        return text, ""
    return " ".join(sentences[:-from_end]), " ".join(sentences[-from_end:])
