"""The proof of an exercise: bots play it through the real pages.

proof.py     untouched, solution, wrong turns, with faults off, at random
finding.py   what is wrong, and how the author is told
explore.py   what people may do besides: no state without a way on
oracle.py    a second opinion, from the copy's tables alone      stored.py  what their columns hold
playing.py   the stage, who plays on it, and the moments from which they go on
together.py  many at once, one process and one stage a core
chromium.py  solutions played in a real browser
careless.py  three careless people, once the fault has struck
monkey.py    a bot that clicks at random
"""
