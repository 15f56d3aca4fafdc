"""Exercises in the browser: the library to read, and drafts to write, check and prove. A draft touches no group.

drafts.py    drafts, in the hall's database               proving.py   a draft proved by `gladi scenario check`, and taken over
plain.py     what a draft says and how long it lasts, field by field, for whoever knows no YAML
taken.py     what was taken over, at every node
trials.py    an exercise played at once, in a throwaway instance of its own (sandbox/server/throwaway/trying.py, forwarding.py)
errors.py    what can be refused                          views.py     the pages under /pelatih/skenario (trial_views.py)

Start at drafts.py. What is taken over lies in the folder `latihan` of the instance, which is part of the library;
a group that is opened from then on has it in a block of its own, ready for the trainer (scenarios/day/agenda.py).
"""
