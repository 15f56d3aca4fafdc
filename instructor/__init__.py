"""The hall: training days, the live board, interventions, rotation.

training.py       makes a training: groups, villages, trainees, sandboxes
groups.py         opens and closes a group, pauses it, pins its content
rotation.py       ganti kelompok: preflight, rotate, undo
results.py        how attempts ended, read from archived journals
course.py         the day's exercises as the board needs them
hall.py           what the platform knows of the open group: seats, pauses, agenda
board.py          fold: journal rows in, one state a seat out (pure)
attention.py      who needs a person, and why in words (pure)
picture.py        lines, list and counts of the board at one moment (pure)
hub.py            one poller a process, which sends what changed to the open streams
stream.py         bounded queues and the wording of server-sent events
render.py         the board's pieces as HTML
timeline.py       a trainee's journal in words (pure)
interventions.py  message, hint, take: written to the platform first, then to the sandbox
views.py          the addresses under /papan; *_pages.py are the pages
commands.py       gladi group, gladi reset
Start at board.py and attention.py.
"""
