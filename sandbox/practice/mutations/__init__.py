"""Mutasi: people leave a card, and what they were stays to be looked at.

ways.py      the ways to leave (death, moving away, another family, a card of their own) and the form of each
errors.py    what can be wrong with such a form
plan.py      what was typed: who goes, who stays, and as what
checking.py  what does not fit, from data to findings
doing.py     does it, in one transaction with its history
merging.py   two records of one person become one
history.py   what was done: by village, by household, one line each

Start at ways.py and plan.py.
"""
