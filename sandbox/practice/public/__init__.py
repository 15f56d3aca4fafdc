"""What a citizen sees of a village without any login: validated figures only, nobody's data.

facts.py     which figures of the sheets are shown, and where they stand
figures.py   a sheet's figures as they were validated last
hiding.py    no count under five of a small area
village.py   the whole page

Start at village.py. The page's address and who may open it: views/public.py.
"""
