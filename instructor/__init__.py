"""The hall: training days, the live board, interventions, rotation.

training.py                  makes a training: groups, villages, trainees, sandboxes
groups.py, pinning.py        opens, closes and pauses a group; pins what it works with
rotation.py, preflight.py    ganti kelompok: what is looked at before, the change itself, undo
results.py                   how attempts ended, read from archived journals
hall.py, course.py           one group as the platform knows it; the day's exercises as the board needs them
board.py                     journal rows in, one state a seat out (pure)
attention.py                 who needs a person, and why in words (pure)
picture.py                   lines, list and counts of the board at one moment (pure)
hub.py, stream.py            one poller a process, and the bounded queues of its open boards
render.py, words.py          the board's pieces as HTML; names of states, pages, deeds and faults
timeline.py, truth.py        one trainee's journal in words (pure); how the exercise really stands
screen.py                    which page the trainee looks at
interventions.py, audit.py   what staff does: written to the platform first, then to the sandbox; who changed what
views.py, *_pages.py         the addresses under /papan, and their pages
commands.py                  gladi group, gladi reset

Start at board.py and attention.py.
"""
