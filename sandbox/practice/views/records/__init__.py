"""Pages on which records are entered and put right.

households.py, members.py, sheets.py   entering      mutations.py   leaving, moving, a household of one's own
comparison.py   a sheet beside the families    conflicts.py   two saves of one record    doubts.py   Periksa data, and merging
"""
