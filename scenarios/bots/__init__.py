"""A person who is a program: it plays exercises through the real pages, for proofs, rehearsals and pictures.

bot.py       Bot: sits down, begins, plays steps; what it was told and what it saw
browser.py   a browser without a screen
copying.py   what it copies from the berkas into a form      mending.py   how it puts a file right

Start at bot.py. What it can do is not here: each step says how it is played (steps/).
"""
