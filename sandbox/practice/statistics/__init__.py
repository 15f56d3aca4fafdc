"""Statistik: the village's families counted, as they are stored at this moment.

topics.py     what can be counted, and of what kind the answers are
areas.py      the parts of the village that can be counted alone
counting.py   counts one topic in one area: a statement of the database, and the rows of the table
sheet.py      that table as a workbook

Start at counting.py. Validated or not makes no difference here: what is shown to citizens is counted in overviews/profile.py.
"""
