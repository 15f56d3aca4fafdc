"""What came of the days, for the office.

results.py    the days' people and how their attempts stand, read from the feed: the open group and closed ones alike
figures.py    what a report says of them: who came, who is able, skills, mistakes, whom to call (pure, and counted only here)
tables.py     REPORTS: every table, from these results (pure); summaries.py, faults.py hold those that count
gains.py      what people knew before and after a day (pure)
items.py      how hard, telling and clear each exercise was (pure)
table.py      a table as such, and as CSV
agreement.py  whether the figures are the board's
views.py      the pages; files.py   workbook and PDF, which book.py and sheet.py make in a process of their own

Start at figures.py: a new table is one function and its row in REPORTS.
"""
