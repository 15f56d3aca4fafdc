"""Loket kecamatan: citizens of the village ask for letters, and somebody answers them.

letters.py     which letters there are and what each needs (instruments/counter/letters.yaml)
arrivals.py    who comes when: a pure function of the copy's seed, its submissions and hall time
citizens.py    what somebody who comes asks for, drawn from the family
models.py      those who were seen, and what they were told
standing.py    where a citizen is, and how the family's data stand: as the queue says it
queue.py       everybody of today
costs.py       how many wait because of which submission
needs.py       what a letter needs of the data, fact by fact, each with its way
answering.py   serve, give an hour, send for papers; what an answer was worth

Nobody comes by a background worker. Whom a person has seen is kept as a row, so that nobody turns into somebody else.
"""
