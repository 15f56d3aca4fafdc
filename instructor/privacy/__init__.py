"""Data of people, as UU 27/2022 asks: what is kept and why, one person's data handed out, and erased.

kept.py       what is kept of whom, what for, and how long: the page and the guide show these lines
copy.py       everything of one person, as they may ask for it
erasing.py    one person's name and words removed; results stay as numbers
remembered.py who was erased, outside the database, for a backup that comes back
retention.py  trainings that ended longer ago than the setting keeps people
views.py      the page for everybody, and the two buttons of the office     commands.py  gladi person

Start at erasing.py. A table that learns to hold a name or a text of somebody belongs into copy.py, erasing.py and kept.py.
"""
