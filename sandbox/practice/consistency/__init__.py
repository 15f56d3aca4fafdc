"""What must agree between the cells of the sheets: within one, across sheets and years, and with the families.

rulebook.py   how a rule is written (instruments/rules/), and that it names only cells that exist
selecting.py  the cells that a rule names, one comparison after the other
findings.py   cells and facts in, findings out: the one pure function
told.py       a finding in words: both figures and where each stands
village.py    the cells and facts of a village
counting.py   cells that can be counted from the families (instruments/families/), counted in SQL

The rules of the families' own forms are in ../rules/. What is computed can't disagree: sheets/totals.py.
"""
