"""Everything that a hall keeps, in one file; and back again.

making.py      one file of all databases and the secret, while the hall works
restoring.py   such a file checked and laid out beside the instance; then exchanged with it, wholly or not at all
keeping.py     the folder of backups: asked for, made every evening, old ones removed; which are there
by_turns.py    the evening's of a hall in PostgreSQL, by one of its nodes
dumping.py     the same for a hall in PostgreSQL: one dump of its database
views.py       the office's page
commands.py    gladi backup, gladi restore        errors.py   what can be refused

Start at making.py.
"""
