"""An exercise being played.

begin.py         picks, papers, the half of the hall, the kept moment
live.py          which faults act on a deed: pure
interceptor.py   what plugs into the gate: applies faults, writes into each deed what it made true
judge.py         goals and mistakes: pure

Start at interceptor.py.
"""
