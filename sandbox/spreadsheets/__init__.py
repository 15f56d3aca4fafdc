"""Spreadsheets from and for somebody's hand: what stands in a file's cells, and files made of cells. They know no village.

cells.py       what stands in a cell, and the address that Excel writes for it
files.py       any file that people take for a spreadsheet: read, or told what it is and what to do
xlsx_in.py     an Excel workbook, read as text: no formula is evaluated, no entity resolved, nothing grows past its bound
guard.py       texts that a spreadsheet would take for something else, and how they are kept
csv_in.py      a CSV as Excel saves it
csv_out.py     a CSV as Excel in Indonesia opens it
xlsx_out.py    a workbook written: text stays text, no formula is ever written
xlsx_parts.py  the fixed parts of such a file: styles, notes

Beside openpyxl: docs/performance.md, bench/spreadsheets.py.

Start at files.py and xlsx_out.py.
"""
