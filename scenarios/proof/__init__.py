"""The proof of an exercise: bots play it through the real pages.

proof.py     untouched, solution, wrong turns, with faults off, at random
explore.py   what people may do besides: no state without a way on
playing.py   the stage, and who plays on it
together.py  many at once, one process a core
careless.py  three careless people, once the fault has struck
monkey.py    a bot that clicks at random
"""
