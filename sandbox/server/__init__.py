"""The server and the composition root: wires all four rooms, and is imported by nobody.

app.py       builds the app: the one place where a request's sandbox is found
cli.py       the console script `gladi`; commands live in the rooms whose work they do (__main__.py: the same as a module)
forms.py     the forms of the open group, or the files as they stand
processes/   the parent, its workers, and their sockets
requests/    what stands round every request: errors, who may come in, its body, its cookie, its addresses
sending/     what goes out: assets, what our pages use of Bootstrap, gzip
throwaway/   the instance of a proof, or of an exercise that somebody tries
commands/    gladi doctor, gladi database, what `gladi start` prints, click's own words
signs/       its sign of life, log and metrics

Start at app.py.
"""
