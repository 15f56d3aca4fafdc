"""A statistic's table as a workbook: exactly what stands on the page."""

from sandbox.practice.statistics.counting import Statistic, TallyRow
from sandbox.spreadsheets.xlsx_out import CellStyle, SheetColumn, SheetOut, Value, sheet_name, workbook


def as_workbook(found: Statistic) -> bytes:
    """One sheet: the heads, the rows, and the last row that counts all."""
    rows = [heads(found), *(cells(found, row) for row in (*found.rows, found.total))]
    columns = [SheetColumn(width=42), *(SheetColumn(width=12, style=CellStyle.PLAIN) for _ in rows[0][1:])]
    return workbook([SheetOut(sheet_name(found.topic.title), rows, columns)])


def heads(found: Statistic) -> list[Value]:
    counted: list[Value] = ["Laki-laki", "Perempuan", "Jumlah"] if found.topic.counts_people else ["Keluarga"]
    return [found.topic.chip, *counted, "%"]


def cells(found: Statistic, row: TallyRow) -> list[Value]:
    counted: list[Value] = [row.men, row.women, row.count] if found.topic.counts_people else [row.count]
    return [row.label, *counted, round(row.percent, 1)]
