"""Chance and columns: the small tools that every draw uses.

odds.py         weighted draws; one stream of chance a topic
shares.py       whole numbers that add up
dates.py        days since 1970 as dates and as text
json_pieces.py  answers as JSON text
"""
