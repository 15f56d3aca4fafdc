"""Who is invited: lists of people checked, answered and applied, and people added, replaced and moved by hand.

columns.py    which column of a list says what, by its heading
rows.py       the rows of a file that name somebody      names.py      names and roles, tidied or refused
official.py   the villages by their official names, and which is meant
problems.py   what a list leaves open, and what may be answered
blocks.py     a subdistrict written once over its villages
checking.py   the dry run: rows, villages and answers give people and problems (a function)
comparing.py  these people beside those invited now: new, renamed, left, same (a function)
worker.py     reading and checking in a process of its own
importing.py  a list on its way, kept between two steps
invited.py    who is invited now                         seating.py    the one place that writes who sits where
applying.py   a list applied in one transaction, and taken back
by_hand.py    one person added, renamed, replaced, taken out, invited again on a later day
views.py, hand_views.py   the pages of Peserta              commands.py   gladi roster

Start at checking.py, comparing.py and seating.py.
"""
