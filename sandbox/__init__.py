"""The practice system and everything that gives each trainee a private copy of it.

app.py, cli.py   the composition root: wires all four rooms; nothing imports it
settings.py      what can be set, from GLADI_* and gladi.toml
clock.py         hall time: the wall clock less the group's pauses
base.py          the declarative base of the practice databases, and named column types
journal.py       everything done in a sandbox, one row a deed
actions.py       the gate: every practice action passes it
errors.py        Gladi's own errors (GL-…), field errors, and trouble a lesson may stage
platform/        the platform database: villages, groups, trainees, sandboxes, feed
store/           one private database a sandbox: open, clone, reset, undo, mark, renew
practice/        the village-profile system itself
accounts/        card login, staff login
"""
