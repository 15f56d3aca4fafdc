"""The practice system and everything that gives each trainee a private copy of it.

practice/        the village-profile system itself
store/           one private database a sandbox: open, clone, reset, undo, mark, renew
platform/        the platform database: villages, groups, trainees, sandboxes, feed
accounts/        card login, staff login
server/          the composition root and the processes: wires all four rooms, imported by nobody
deeds.py         every deed and page of the practice system, and its word; details.py   what each deed carries
actions.py       the gate: every practice action passes it     journal.py   everything done in a sandbox, one row a deed
visit.py         a request's one transaction in its sandbox
archive.py       the copy in which somebody worked last, of a closed group
seats.py         who sits where                                desks.py     a seat becomes a desk: sandbox, clock, person
clock.py         hall time: the wall clock less the group's pauses
base.py          the declarative base of the practice databases, and named column types
errors.py        Gladi's own errors (GL-…), field errors, and trouble a lesson may stage
settings.py      what can be set, from GLADI_* and gladi.toml   ledger.py   what is wrong in a village on purpose
web.py           what every room's views share
files/           YAML and lists from somebody's hand, and what is kept for the next process
spreadsheets/    Excel and CSV files from and for somebody's hand        paper/   PDF files
words/           how words are compared, read, written and translated    translations/   the catalogues
machine/         processes, threads, the network, the screen
"""
