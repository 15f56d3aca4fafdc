"""Jadwal: the days of the training on one page, and each day's people.

days.py      the days with their figures and their sum (pure)
reading.py   what they are made of: groups, attendance, results
earned.py    who of the closed days has earned the certificate, kept a process
next.py      what is to be done next, at most three lines (pure)
makeup.py    who missed their day, and on which later one they are invited (pure)
sweeping.py  old copies, told by day before they are removed
person.py    one day's people, and how each stands (pure)
moves.py     whether a village may go to another day, and at which table (pure)
moving.py    the one transaction that moves it
spread.py    the villages dealt out over the planned days (pure)
spreading.py the transaction that does it, and the way back     spread_views.py  the page Pembagian desa
views.py     the pages                                  commands.py   gladi schedule, gladi attendance

Start at days.py.
"""
