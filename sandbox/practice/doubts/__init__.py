"""Periksa Data: records that are doubtful, by kind. Nothing here says that anything is wrong.

looked_at.py  the village as the kinds look at it, read in a few statements
base.py       DoubtKind and Doubt: what every kind promises
families.py, people.py, sheets.py   the kinds, each a pure function over what was looked at
kinds.py      KINDS: all of them, in the order of the page
finding.py    what is doubtful now, by kind, without what was answered "memang begitu"
accepting.py  memang begitu: the reason that was given, until the record changes

Start at base.py. A kind is one function and one entry.
"""
