"""The proof of an exercise: bots play it through the real pages.

proof.py     untouched, solution, wrong turns, with faults off, at random
bots.py      a bot that plays steps           copying.py   what it copies from the berkas
browser.py   a browser without a screen       monkey.py    a bot that clicks at random
"""
