"""What goes wrong on purpose.

base.py        Fault: what every kind promises; Scene: one deed meeting one fault
connection.py  slow, timeout_*, server_error, maintenance, too_many_requests, connection_lost, foreign_page
session.py     session_expired, session_taken, account_locked, stale_page, wrong_role, wrong_village
saving.py      false_success, resubmit_page, partial_save, stale_list, lookup_down, period_closed
submission.py  stall, queue_backlog, returned, lost_receipt, count_drift, partial_batch
colleague.py   edit_conflict, record_locked
importing.py   file_too_large
kinds.py       AnyFault and KINDS: those that each family names at the end of its file

Start at base.py; a kind is about 15 lines. A fault never commits and never knows the page that called it. When it strikes and
when it ends is not its business: live.py reads that from the file and the journal.
"""
