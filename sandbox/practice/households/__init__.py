"""Keluarga: a family card and its people, as they are found, typed, checked and saved.

households.py  find one, make one from a whole card, save a section, delete
members.py    its people: made from a card's line, saved, moved out
cards.py      the whole family card on one page
taken.py      numbers that other families use
around.py     who else in the village bears the numbers, names and offices of several families
checking.py   puts what was typed before the rules, with the facts of this village
saving.py     what the pages do to a household: each is one action's work
"""
