"""A day: what it is made of, and what of it is pinned when its group is opened. Pure but for reading files.

agenda.py   the files of scenarios/agendas/: which exercises, in which order
course.py   the day as it was pinned: its exercises and its skills, as panel, board and reports read it

Start at course.py.
"""
