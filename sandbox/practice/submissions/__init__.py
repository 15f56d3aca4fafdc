"""Kiriman: an entry on its way up to subdistrict and regency.

stages.py       where a submission is, as a pure function of hall time
submissions.py  send, resend, correct, withdraw
verifying.py    which office would send a record back, and why
returning.py    send a submission back: reasons with their fields
mending.py      the way from a return to those fields
validated.py    what *tervalidasi* means, for every page that counts it
outbox.py       the village's submissions by stage, and what waits to be sent
history.py      what happened to one, line by line, and its receipt
tracking.py     its track and its stage in words

Start at stages.py.
"""
