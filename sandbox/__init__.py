"""The practice system and everything that gives each trainee a private copy of it.

practice/        the village-profile system itself
store/           one private database a sandbox: open, clone, reset, undo, mark, renew
platform/        the platform database: villages, groups, trainees, sandboxes, feed
accounts/        card login, staff login
server/          the composition root and the processes: wires all four rooms, imported by nobody
deeds.py         every deed and page of the practice system, and its word; details.py   what each deed carries
actions.py       the gate: every practice action passes it     journal.py   everything done in a sandbox, one row a deed
visit.py         a request's one transaction in its sandbox
roles.py         how the two of a village are called
archive.py       the copy in which somebody worked last, of a closed group
seats.py         who sits where                                desks.py     a seat becomes a desk: sandbox, clock, person
clock.py         hall time: the wall clock less the group's pauses     steady.py  a wall clock that is not set
base.py          the declarative base of the practice databases, and named column types
errors.py        Gladi's own errors (GL-…), field errors, and trouble a lesson may stage
settings.py      what can be set, from GLADI_* and gladi.toml
web.py           what every room's views share                 loop.py      keeps what blocks off the loop
yaml_files.py    YAML from somebody's hand, read strictly     yaml_places.py  where in it something stands
kept.py          what the next process need not work out anew: yaml_kept.py what YAML said, templates_kept.py compiled templates
listings.py      lists from somebody's hand (CSV), likewise  file_errors.py  how both tell what is wrong: place, what, remedy
spreadsheets/    Excel and CSV files from and for somebody's hand
folding.py       how names are compared                       digits.py    how digits are read and written for people
disk.py          syncs that hold, by the strongest means of the system
child.py         a module of ours in a process of its own, whatever lies in the current folder
address.py, languages.py, texts.py, ledger.py   small things, each named for its answer
"""
