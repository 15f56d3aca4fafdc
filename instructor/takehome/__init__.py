"""The sheet that a trainee takes home: the own day, the skills, what a citizen would have felt, three steps.

sheet.py   what stands on it (pure)
words.py   what citizens feel, by skill, and the three steps
views.py   the trainee's own page, and the same for a trainer

Start at sheet.py.
"""
