"""An exercise being played.

begin.py         papers, the half of the hall, the kept moment      picking.py   households and sheets that fit
live.py          which faults act on a deed: pure
batches.py       a batch meets what the sending of its records meets
interceptor.py   what plugs into the gate: applies faults, writes into each deed what it made true
judge.py         goals and mistakes: pure
standing.py      how an attempt stands at one moment: judged once, then read by the journal's row and the panel

Start at interceptor.py.
"""
