"""Two people change the same part of a record: what each of them left there, and what becomes of it.

models.py      the table of what saves put aside
replaced.py    what a save put aside, so that it can be told what a form was shown over, and who changed what since
choosing.py    what differs between typing and store, question by question, and the answers that are chosen
resolving.py   saves what was chosen, whatever kind of record it is
Start at choosing.py. That a form is out of date is found in ../locking.py.
"""
