"""The proof of an exercise: bots play it through the real pages.

proof.py     untouched, solution, wrong turns, with faults off, at random
together.py  many at once, one process a core
monkey.py    a bot that clicks at random
"""
