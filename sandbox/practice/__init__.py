"""The practice system: a faithful copy of the village-profile system. It knows no exercises and no faults.

models.py        households, persons, submissions, holds, returns, receipts, drafts, logins
instruments/     the forms as data (YAML); instruments.py loads them (strictly: instrument_files.py)
forms.py         a section's typing in, values and errors out; values.py one value; field_errors.py every error's wording
rules.py         the rules between fields: RULES, moments, findings; one function a kind in rules_household.py, rules_member.py
rule_data.py     what the rules look at: household, members, facts about the rest of the village
sheets.py        the sheets of Potensi and Tingkat Perkembangan; formulas.py how a computed cell is written, totals.py computes it
numbers.py       how NIK and family-card numbers are made of region, date, sex and serial
stages.py        where a submission is, as a pure function of hall time
households.py    find, open, save, delete        submissions.py  send, resend, withdraw, outbox
figures.py       how far the sheets are, and one sheet's figures of two years
logins.py        the practice login              profile.py      what the public sees: validated data only
views_*.py       pages: parse, call the gate, render
"""
