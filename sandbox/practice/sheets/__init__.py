"""Lembar: the sheets of Potensi and Tingkat Perkembangan.

sheet.py      what each sheet asks, read from instruments/sheets/
questions.py  a sheet as a form: its typed cells as fields, for whatever reads, compares and drafts forms
entries.py    what was entered: figures that count, and those of earlier days
cells.py      its cells, as plain rows
saving.py     the save of a sheet as of a day
nights.py     what a sheet was at the last midnight, which the class is computed of
ready.py      what must be done before it can be sent
formulas.py   how a computed cell is written in the sheet's file
totals.py     computes it
page.py       how far the sheets are, and one sheet's page
"""
