"""The days of a training: made, opened, closed, changed for the next.

training.py              makes a training: groups, villages, trainees, sandboxes
beginning.py, beginning_views.py   a real training made in the browser: its days and villages; the demo ends with it
groups.py, pinning.py    opens, closes and pauses a group; pins what it works with
openings.py              opens and closes exercises and blocks of the day, and gives them an end
weather.py               the weather of a real day, for free practice
timed.py                 the group changed by Gladi itself at a set time
lesson_commands.py       gladi lesson, gladi group rotate-at
preflight.py             what is looked at before the group is changed
rotation.py              ganti kelompok: the change itself, one transaction
undo.py                  takes a change back, as long as nobody has saved since; tells how no save slips through
reopening.py             opens a closed group again, with own copies or fresh ones
views.py                 the page of the change

Start at groups.py, rotation.py and undo.py.
"""
