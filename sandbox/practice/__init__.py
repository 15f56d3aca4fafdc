"""The practice system: a faithful copy of the village-profile system. It knows no exercises and no faults.

models.py        households, persons, submissions, holds, returns, receipts, drafts, logins
instruments/     the forms as data (YAML); instruments.py loads them, forms.py reads and checks what was typed
rules.py         the rules between fields, one function a kind
numbers.py       how NIK and family-card numbers are made of region, date, sex and serial
stages.py        where a submission is, as a pure function of hall time
households.py    find, open, save, delete        submissions.py  send, resend, withdraw, outbox
logins.py        the practice login              profile.py      what the public sees: validated data only
views_*.py       pages: parse, call the gate, render
"""
