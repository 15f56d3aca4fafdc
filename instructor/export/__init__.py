"""What happened, for other programs: one event a line, and the same as xAPI statements.

events.py    LearningEvent and what is told of a day: everything that a report counts, from the same fold (pure)
xapi.py      an event as an xAPI statement (pure)
commands.py  gladi export-events

Start at events.py. Counting the lines gives the reports' figures: tests/instructor/test_export.py does.
"""
