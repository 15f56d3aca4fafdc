"""The server and the composition root: wires all four rooms, and is imported by nobody.

app.py           builds the app: the one place where a request's sandbox is found
cli.py           the console script `gladi`; commands live in the rooms whose work they do (__main__.py: the same as a module)
stage.py         the throwaway instance of a proof (gladi scenario check), or of an exercise that somebody tries
trying.py        its process while it is tried            forwarding.py  leads the browser there
moments.py       the states of a proof, kept and put back
supervisor.py    the parent of the server processes      worker.py    one server process (gevent)
slots.py         one place among them: who serves there, why the last one ended, when the next may start
wire.py          its sockets: how many, of one address and in all, and how long each may take
forms.py         the forms of the open group, or the files as they stand
pages.py         headers, pages of errors, and who may come in now
assets.py        one stylesheet and script a world, kept by browsers for a year
often.py         language and addresses, asked dozens of times a page
routes.py        a rule of an address is compiled when an address is built from it
reading.py       a request's body is read once; what can't be read is its sender's error
packing.py       pages go out as gzip
bootstrap_cut.py what our pages use of Bootstrap, as committed files
database_commands.py  gladi database check, distribute
examination.py   gladi doctor: what keeps a hall from going well
beat.py          a gap in the sign of life, or a clock that jumps, is a pause     sessions.py  the signed cookie
logs.py          where it is written what happened       metrics.py   /metrics for Prometheus
banner.py        what `gladi start` prints            click_words.py  click's own words in the reader's language

Start at app.py.
"""
