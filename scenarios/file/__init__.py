"""A scenario file: what it may say, and how it is read.

schema.py       Scenario: all that a file may say
given.py        the starting state          steps.py    what a bot plays
loader.py       reads files strictly: file, line, field, remedy; keeps the library
agenda.py       the exercises of a day      json_schema.py   scenario.schema.json, for editors

Start at schema.py.
"""
