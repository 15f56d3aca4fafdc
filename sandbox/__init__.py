"""The practice system and everything that gives each trainee a private copy of it.

app.py, cli.py   the composition root: wires all four rooms; nothing imports it
settings.py      what can be set, from GLADI_* and gladi.toml
clock.py         hall time: the wall clock less the group's pauses
base.py          the declarative base of the practice databases, and named column types
journal.py       everything done in a sandbox, one row a deed
actions.py       the gate: every practice action passes it
errors.py        Gladi's own errors (GL-…), field errors, and trouble a lesson may stage
desks.py         a seat becomes a desk: sandbox, clock and person of one request
web.py           what every room's views share          pages.py      headers, error pages, the door
supervisor.py    the server's parent                     worker.py     one server process (gevent)
loop.py          keeps what blocks off the loop          beat.py       a gap in the sign of life is a pause
metrics.py, logs.py, banner.py, address.py, languages.py, yaml_places.py   small things, each named for its answer
platform/        the platform database: villages, groups, trainees, sandboxes, feed
store/           one private database a sandbox: open, clone, reset, undo, mark, renew
practice/        the village-profile system itself
accounts/        card login, staff login
"""
