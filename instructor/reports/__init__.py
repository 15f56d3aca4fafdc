"""What came of the days, as tables for the office.

results.py   the days' people and how their attempts stand, read from the feed: the open group and closed ones alike
tables.py    one function a report, from these results to a table (pure); REPORTS and FORMATS

Start at tables.py: a new report is one function there and its row in REPORTS.
"""
