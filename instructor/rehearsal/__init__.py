"""The dress rehearsal: does this machine hold the hall? Bots take the day's exercises over real HTTP.

stage.py      a throwaway instance with its own server, clock and folder
task.py       what the driver is asked to play
driver.py     the process that plays all seats and boards at once (gevent); run by rehearse.py only
transport.py  what a bot sends its requests through: keep-alive connections, cookies, times
open_page.py  what a browser asks for by itself: assets, the panel
machine.py    what the server takes of the machine
boards.py     open boards, and when they showed what
figures.py    percentiles; and what was told against what the databases hold
rehearse.py   the whole of it; the command stands in ../commands.py
"""
