"""The machine below: processes, threads, the network, the screen.

child.py     a module of ours in a process of its own, whatever lies in the current folder
loop.py      keeps what blocks off the loop                  steady.py   a wall clock that is not set
output.py    prints what the screen can show
address.py   where the hall reaches this machine             database_address.py   where the database stands
"""
