"""What must agree between the cells of the sheets: within one, across sheets and years, and with the families.

rulebook.py   how a rule is written (instruments/rules/), and that it names only cells that exist
selecting.py  the cells that a rule names, one comparison after the other
findings.py   cells and facts in, findings out: the one pure function
told.py       a finding in words: both figures and where each stands
village.py    the cells and facts of a village
families.py   which cells can be counted from the families (instruments/families/)
counting.py   those cells, counted in SQL
comparing.py  each such cell of a sheet beside its count
causes.py     why the two differ: who left or was born since, is entered twice, or not yet

The rules of the families' own forms are in ../rules/. What is computed can't disagree: sheets/totals.py.
"""
