"""A scenario file: what it may say, and how it is read.

schema.py       Scenario: all that a file may say
given.py        the starting state
always.py       what is a mistake in every exercise
told.py         an exercise as a trainer reads it      guide.py        its row in the trainers' guides
warnings.py    what it says to no effect
loader.py       reads files strictly (sandbox/files/yaml_files.py); keeps the library
skills.py       the skills of skills.yaml   json_schema.py   scenario.schema.json, for editors

Start at schema.py.
"""
