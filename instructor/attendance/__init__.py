"""Kehadiran: who was there on a day, in the morning and in the afternoon, and who was not.

register.py   what counts as having been there, and when (pure)
reading.py    the signs of a day, or of all days, in two queries
acts.py       what staff writes down, and takes back
sheet.py      the page's lists: who is missing, village by village (pure)
views.py      the page

Start at register.py.
"""
