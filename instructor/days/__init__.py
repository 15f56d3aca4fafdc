"""The days of a training: made, opened, closed, changed for the next, and what is kept of them.

training.py              makes a training: groups, villages, trainees, sandboxes
groups.py, pinning.py    opens, closes and pauses a group; pins what it works with
preflight.py             what is looked at before the group is changed
rotation.py              ganti kelompok: the change itself, and its undo
results.py               how attempts ended, read from archived journals
views.py                 the page of the change

Start at groups.py and rotation.py.
"""
