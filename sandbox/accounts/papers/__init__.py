"""What is printed before a group comes.

chosen.py       for whom: one person, a village, a day
printing.py     which papers there are, and what each is told; nothing here imports what draws
cards.py        login cards, ten a sheet              tents.py   a folded sheet a village, for its table
attendance.py   every village with room to sign
new_cards.py    new cards for lost ones

cards.py, tents.py and attendance.py draw (sandbox/paper/); start at printing.py.
"""
