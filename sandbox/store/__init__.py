"""One private database a sandbox, and generations of it.

base.py          Store: what both implementations promise; Pin: a sandbox and the generation a request reads once
generations.py   reset, renew, undo: numbers in the platform database, and only those
opening.py       which implementation an instance uses
sqlite.py        SqliteStore: one file a sandbox and generation
postgres/        PostgresStore: all copies in the shared tables of one PostgreSQL database
sessions.py      the session of one copy, and what a process remembers of copies
connections.py   a bounded LRU of open practice connections; COMMIT off the loop
clone.py         copy a template to a new name that nobody ever sees half-made
templates.py     finds a village's template and checks its hash
damage.py        what is unreadable: known, told, set aside; the fence round each sandbox of a loop
feed.py          copies journals into the platform's feed
kept_files.py    the files of the sandboxes' folder, for the sweep
sweep.py         removes what nobody can reach any more
"""
