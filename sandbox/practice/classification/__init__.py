"""Klasifikasi: which class the sheets of Tingkat Perkembangan come to, and what each figure adds to it.

formula.py   the formula as data (instruments/classification/): variables, points, ways, bounds
scoring.py   figures in, points out: indicator, sheet, variable, class; the one pure function
night.py     the figures of a village as they stood at the last midnight of the hall, and as they stand now
page.py      what the page shows of both

Start at scoring.py. The page's address: views/classification.py.
"""
