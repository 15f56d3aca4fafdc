"""A day: what it is made of, and what of it is pinned when its group is opened. Pure but for reading files.

agenda.py   the files of scenarios/agendas/: which exercises, in which blocks      block.py   a part of it, and when it is opened
course.py   the day as it was pinned: exercises, blocks and skills, as panel, board and reports read it
opening.py  which exercises are open now
offer.py    which is offered to a person next; free practice
real_day.py   which exercises train the errors of a real day, from a CSV
exam.py     the examination: drawn for each person, known and new apart

Start at course.py.
"""
