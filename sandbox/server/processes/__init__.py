"""The processes that serve, and their sockets.

supervisor.py  the parent: one shared socket, one worker a core, restarts, the feed's catch-up
worker.py      one server process (gevent)
slots.py       one place among them: who serves there, why the last one ended, when the next may start
ahead.py       the copies of the open groups, made before anybody needs them
wire.py        a process's sockets: how many, of one address and in all, and how long each may take

Start at supervisor.py.
"""
