"""What goes wrong on purpose.

base.py        Fault: what every kind promises; Scene: one deed meeting one fault
connection.py  slow, timeout_before_save, timeout_after_save, server_error, maintenance
session.py     session_expired
submission.py  stall, lost_receipt
kinds.py       AnyFault and KINDS: those that each family names at the end of its file

Start at base.py; a kind is about 15 lines. A fault never commits and never knows the page that called it. When it strikes and
when it ends is not its business: live.py reads that from the file and the journal.
"""
