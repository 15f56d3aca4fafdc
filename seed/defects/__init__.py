"""What is wrong in a village on purpose: the defects that real village data have, each written down in the ledger.

wrong.py       one wrong value; how rows and answers are changed
persons.py     kinds that concern one member    households.py  kinds that concern a card    figures.py  kinds of the sheets
planting.py    the declared shares; which households and sheets get one
"""
