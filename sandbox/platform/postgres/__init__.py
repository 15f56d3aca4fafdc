"""The platform database on PostgreSQL: schema `platform`, beside `practice` (store/postgres/) in one database.

engine.py   the one bounded pool of a process, for platform and practice; writes in turn, reads of one moment
committing.py  a COMMIT whose answer was lost: what became of it
trouble.py  what an error of PostgreSQL means
rights.py   what a database must be like before anything is made in it
schema.py   makes or migrates the tables, by one node at a time
condition.py  how a database stands, for `gladi database check`
throwaway.py  a database beside the hall's for a rehearsal or a proof
dumps.py    all of it as one file, and back
secret.py   the secret that all nodes share
"""
