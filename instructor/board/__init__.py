"""The live board: who is where, who needs a person, and why.

fold.py                  journal rows in, one state a seat out, around the lesson's own state (pure)
attention.py             who needs a person, and why in words (pure)
picture.py               lines, list and counts of the board at one moment (pure)
stretches.py             a day that is too long for the grid, in parts that fit (pure)
hall.py                  one group as the platform knows it
hub.py, stream.py        one poller a process, and the bounded queues of its open boards
render.py, words.py      the board's pieces as HTML; names of states, pages, deeds and faults
clock_words.py           what is told of the machine's clock and power (pure)
room.py                  the panel that speaks to the room
views.py                 the board, its stream, the projector, the hall's pause

Start at fold.py and attention.py.
"""
