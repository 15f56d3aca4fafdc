"""Lembar: the sheets of Potensi and Tingkat Perkembangan.

sheet.py      what each sheet asks, read from instruments/sheets/
formulas.py   how a computed cell is written in the sheet's file
totals.py     computes it
page.py       how far the sheets are, and one sheet's figures of two years
"""
