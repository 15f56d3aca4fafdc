"""The store of many halls: the copies of all sandboxes in the shared tables of one PostgreSQL database.

Every row begins with its copy's number, which `keys.py` makes of sandbox and generation. The schema `practice` holds

    copy       one row a copy: of which tables' version it is, when it was last written; whoever writes a copy locks its row
    numbered   the last number that was given in a copy, of each table
    source     what copies are made from: templates, as the text that COPY takes, and marks, as what they have beside one
    household, person, journal, …    the practice models' tables, the copy's number first in every key

store.py       PostgresStore: what Store promises
keys.py        the number of a copy
tables.py      the practice models' tables with the copy's number in every key; numbers that rise within a copy
schema.py      makes the schema, and moves one of another version aside
wall.py        how a transaction begins behind the wall, and the copy's number in every statement
rows.py        the rows of a whole village as COPY text: out of a SQLite template, out of a copy, into a copy
own_rows.py    a mark as what it has beside its template, and the village that it stands for
telling.py     a deed's last message: its row of the feed and the commit in one
sources.py     templates and marks: kept in the database; templates held by a process, packed
spreading.py   copies over the machines of a Citus
sweeping.py    what is kept, and how it is deleted without anybody noticing
trouble.py     what an error of PostgreSQL means
"""
