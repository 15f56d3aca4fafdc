"""Percobaan: one go at an exercise, and what checks may read of it.

attempts.py   the running attempt, derived from the journal
known.py      what this process knows of a journal, folded on row by row
papers.py     berkas: the source papers, made from names and places of the village
sheet_cells.py  the cells of a sheet that an exercise is about, wrong or true
defects.py    what the village's ledger says is wrong in a household, and whether it was put right
world.py      what checks may read: deeds, data, hall time
"""
